package io.weightless.check.bench.websocket;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.check.bench.server.Server;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;

/// Clients in a process of their own, [CrowdProgram].
record Crowd(Process process) implements AutoCloseable {

  /// What came in some time.
  record Came(long messages, long micros) {
    double perSecond() {
      return messages * 1e6 / micros;
    }
  }

  /// Waits until all are connected.
  static Crowd gather(Server server, Talk talk, int count, Children children) throws IOException {
    List<String> arguments =
        List.of(
            Integer.toString(server.port()),
            talk.path(),
            Integer.toString(count),
            Integer.toString(talk.bytes()));
    var crowd = new Crowd(children.start(Fork.command(List.of(), CrowdProgram.class, arguments)));
    try {
      crowd.expect(CrowdProgram.READY);
      return crowd;
    } catch (IOException e) {
      crowd.close();
      throw e;
    }
  }

  /// Has them talk for a while, and waits for what is on its way then.
  Came talk(Duration time) throws IOException {
    Writer orders = process.outputWriter();
    orders.write(CrowdProgram.GO + time.toMillis() + "\n");
    orders.flush();
    String[] words = expect(CrowdProgram.CAME).split(" ", -1);
    return new Came(Long.parseLong(words[1]), Long.parseLong(words[2]));
  }

  private String expect(String beginning) throws IOException {
    String line = process.inputReader().readLine();
    if (line == null || !line.startsWith(beginning)) {
      throw new IOException("the clients failed: " + line);
    }
    return line;
  }

  @Override
  public void close() {
    Children.end(process);
  }
}
