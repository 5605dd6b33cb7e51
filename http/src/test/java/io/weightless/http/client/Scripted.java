package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.kit.MemoryStream;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.tls.TlsClient;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A server in memory, on virtual time, that does with each connection what a test says, and a
/// client of it.
final class Scripted {
  /// What is done with one connection.
  @FunctionalInterface
  interface Service {
    void serve(Line line) throws Exception;
  }

  /// What a test does meanwhile.
  @FunctionalInterface
  interface Use {
    void with(HttpClient client, Scripted server) throws Exception;
  }

  /// The server's end of a connection.
  static final class Line {
    private final MemoryStream stream;
    private final int number;
    private final StringBuilder received = new StringBuilder();

    private Line(MemoryStream stream, int number) {
      this.stream = stream;
      this.number = number;
    }

    /// Of the connection, from 1 on.
    int number() {
      return number;
    }

    MemoryStream stream() {
      return stream;
    }

    /// The next head; empty if the client is gone.
    String head() throws IOException {
      while (received.indexOf("\r\n\r\n") < 0) {
        if (!more()) {
          return "";
        }
      }
      return take(received.indexOf("\r\n\r\n") + 4);
    }

    /// So many bytes of a body.
    String body(int bytes) throws IOException {
      while (received.length() < bytes && more()) {
        // until they are here
      }
      return take(bytes);
    }

    /// All that comes until the client ends the connection.
    String rest() throws IOException {
      while (more()) {
        // until the end
      }
      return take(received.length());
    }

    void send(String text) throws IOException {
      stream.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    void end() {
      stream.closeOutput();
    }

    void reset() {
      stream.reset();
    }

    private boolean more() throws IOException {
      ByteBuffer part = stream.read();
      received.append(ISO_8859_1.decode(part.duplicate()));
      return part.hasRemaining();
    }

    private String take(int length) {
      String text = received.substring(0, Math.min(length, received.length()));
      received.delete(0, text.length());
      return text;
    }
  }

  private final Service service;
  private final List<Line> lines = new ArrayList<>();

  /// Why services ended that a test may want to know.
  private final List<IOException> endings = new ArrayList<>();

  private Scripted(Service service) {
    this.service = service;
  }

  static void with(Service service, Use use) throws Exception {
    with(service, ClientLimits.DEFAULT, use);
  }

  static void with(Service service, ClientLimits limits, Use use) throws Exception {
    World.run(() -> new Scripted(service).run(limits, use));
  }

  /// Answers each request of a connection with `answer`.
  static Service answering(String answer) {
    return line -> {
      while (!line.head().isEmpty()) {
        line.send(answer);
      }
    };
  }

  /// All connections there were.
  List<Line> lines() {
    return lines;
  }

  List<IOException> endings() {
    return endings;
  }

  private void run(ClientLimits limits, Use use) throws Exception {
    Network network = Reactor.current().service(Network.class);
    Scope.join(scope -> {
      List<Listener> listeners = new ArrayList<>();
      for (String host : List.of("server", "other", "third")) {
        Listener listener = network.listen(new Address(host, 80));
        listeners.add(listener);
        scope.start(host, () -> accept(scope, listener));
      }
      try (HttpClient client = HttpClient.open(limits, TlsClient.DEFAULT)) {
        use.with(client, this);
      } finally {
        listeners.forEach(Listener::close);
        lines.forEach(line -> line.stream.close());
      }
    });
  }

  private void accept(Scope scope, Listener listener) throws IOException {
    while (true) {
      try {
        Line line = new Line((MemoryStream) listener.accept(), lines.size() + 1);
        lines.add(line);
        scope.start("line " + line.number, () -> serve(line));
      } catch (ClosedException _) {
        return;
      }
    }
  }

  private void serve(Line line) throws Exception {
    try (line.stream) {
      service.serve(line);
    } catch (IOException gone) {
      endings.add(gone);
    }
  }
}
