import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.gio.Gio;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.testing.ScriptedStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Two coroutines that greet each other. They know of no network; so they talk over TCP, or to a
/// script, and stay as they are: `./weightless run examples/Handshake.java`.
public final class Handshake {
  private static final int MAX_LINE = 1_000;

  private Handshake() {}

  /// Says its name, and returns what it is told.
  static Coroutine<ByteBuffer, ByteBuffer, String> client(String name) {
    return Coroutine.of(
        "client",
        io -> {
          io.write(UTF_8.encode(name + "\n"));
          return Gio.within(io, ofSeconds(5), () -> readLine(io));
        });
  }

  /// Greets one after the other, until there is no more to read; returns how many.
  static Coroutine<ByteBuffer, ByteBuffer, Integer> server() {
    return Coroutine.of(
        "server",
        io -> {
          int greeted = 0;
          for (ByteBuffer bytes = io.read(); bytes != null; bytes = io.read()) {
            io.unread(bytes);
            io.write(UTF_8.encode("Hello " + readLine(io) + "\n"));
            greeted++;
          }
          return greeted;
        });
  }

  /// A line may come in pieces, and the next one's beginning with it: that is given back.
  private static String readLine(Io<ByteBuffer, ByteBuffer> io) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (line.size() < MAX_LINE) {
      ByteBuffer bytes = io.next();
      while (bytes.hasRemaining()) {
        byte next = bytes.get();
        if (next == '\n') {
          if (bytes.hasRemaining()) {
            io.unread(bytes);
          }
          return line.toString(UTF_8);
        }
        line.write(next);
      }
    }
    throw new IllegalArgumentException("a line of more than " + MAX_LINE + " bytes");
  }

  public static void main(String[] arguments) throws IOException {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        System.out.println("over TCP: " + overTcp());
        System.out.println("with a script: " + withAScript());
      });
    }
  }

  private static String overTcp() throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      return Scope.<String, IOException>run(scope -> {
        scope.start(
            "server",
            () -> {
              try (Stream peer = listener.accept()) {
                Gio.drive(peer, server());
              }
            });
        try (Stream stream = network.connect(listener.address())) {
          return Gio.drive(stream, client("Jack"));
        }
      });
    }
  }

  /// The other end says what a test wants it to say, in two pieces here.
  private static String withAScript() {
    ScriptedStream script = new ScriptedStream().expect("Jack\n").send("Hello", " Jack\n");
    String greeting = Gio.drive(script, client("Jack"));
    script.assertOver();
    return greeting;
  }
}
