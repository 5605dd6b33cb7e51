package io.weightless.check.bench.idle;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import java.io.IOException;
import java.util.List;

/// Connections that another process holds, [CrowdProgram].
record Crowd(Process process) implements AutoCloseable {

  static Crowd connect(int port, int count, Children children) throws IOException {
    List<String> arguments = List.of(Integer.toString(port), Integer.toString(count));
    return new Crowd(children.start(Fork.command(List.of(), CrowdProgram.class, arguments)));
  }

  /// Waits until each of them has had its answer.
  void awaitAnswered() throws IOException {
    String line = process.inputReader().readLine();
    if (!CrowdProgram.ANSWERED.equals(line)) {
      throw new IOException("the connections failed: " + line);
    }
  }

  @Override
  public void close() {
    Children.end(process);
  }
}
