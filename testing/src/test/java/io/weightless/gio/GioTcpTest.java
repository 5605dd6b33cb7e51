package io.weightless.gio;

import static io.weightless.gio.Texts.bytes;
import static io.weightless.gio.Texts.read;
import static io.weightless.gio.Texts.readLine;
import static io.weightless.gio.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.TimedOut;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.InTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The same coroutines as on scripts, on the sockets of this machine.
@InTask(real = true)
final class GioTcpTest {
  private static final int LARGE = 128 * 1024;

  private final Stream near;
  private final Stream far;

  GioTcpTest() throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      near = network.connect(listener.address());
      far = listener.accept();
    }
  }

  @AfterEach
  void close() {
    near.close();
    far.close();
  }

  private static Coroutine<ByteBuffer, ByteBuffer, String> greeter() {
    return Coroutine.of(
        "greeter",
        io -> {
          String name = readLine(io);
          write(io, "Hello " + name + "\n");
          return name;
        });
  }

  @Test
  void aHandshakeBetweenTwoDrives(Scope scope) {
    Task<String> served = scope.start("greeter", () -> Gio.drive(far, greeter()));

    assertThat(Gio.drive(near, GioTest.greeting("Jack"))).isEqualTo("Hello Jack");
    assertThat(served.await()).isEqualTo("Jack");
  }

  @Test
  void aHandshakeInOneCoroutineThatAlternates() {
    Context here = Context.of(near);
    Context there = Context.of(far);
    Coroutine<ByteBuffer, ByteBuffer, String> both =
        Coroutine.of(io -> {
          Gio.with(io, here, () -> write(io, "Jack\n"));
          String name = Gio.with(io, there, () -> readLine(io));
          Gio.with(io, there, () -> write(io, "Hello " + name + "\n"));
          return Gio.with(io, here, () -> readLine(io));
        });

    assertThat(Gio.drive(both)).isEqualTo("Hello Jack");
  }

  @Test
  void aLargeBufferComesInSeveralReads(Scope scope) {
    ByteBuffer large = ByteBuffer.allocate(LARGE);
    for (int i = 0; i < LARGE; i++) {
      large.put(i, (byte) (i * 31));
    }
    scope.start(
        "writer",
        () -> {
          Gio.drive(
              near,
              Coroutine.of(io -> {
                io.write(large.duplicate());
                return null;
              }));
          near.closeOutput();
        });
    ByteBuffer received = ByteBuffer.allocate(LARGE);

    int reads =
        Gio.drive(
            far,
            Coroutine.of(io -> {
              int count = 0;
              for (ByteBuffer part = io.read(); part != null; part = io.read()) {
                received.put(part);
                count++;
              }
              return count;
            }));

    assertThat(reads).isGreaterThan(1);
    assertThat(received.flip()).isEqualTo(large);
  }

  /// HTTP by hand: a server that answers with what it was asked.
  @Test
  void aServerAndAClientByHand(Scope scope) {
    Coroutine<ByteBuffer, ByteBuffer, String> server =
        Coroutine.of(
            "server",
            io -> {
              String request = readLine(io);
              readHeaders(io);
              write(
                  io,
                  "HTTP/1.1 200 OK\r\nContent-Length: " + request.strip().length() + "\r\n\r\n");
              write(io, request.strip());
              return request.strip();
            });
    Coroutine<ByteBuffer, ByteBuffer, String> client =
        Coroutine.of(
            "client",
            io -> {
              write(io, "GET /path HTTP/1.1\r\nHost: localhost\r\n\r\n");
              assertThat(readLine(io)).isEqualTo("HTTP/1.1 200 OK\r");
              return readBody(io, readHeaders(io));
            });
    Task<String> served = scope.start("server", () -> Gio.drive(far, server));

    assertThat(Gio.drive(near, client)).isEqualTo("GET /path HTTP/1.1");
    assertThat(served.await()).isEqualTo("GET /path HTTP/1.1");
  }

  /// @return the length that they tell of
  private static int readHeaders(Io<ByteBuffer, ByteBuffer> io) {
    int length = 0;
    for (String line = readLine(io).strip(); !line.isEmpty(); line = readLine(io).strip()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    return length;
  }

  private static String readBody(Io<ByteBuffer, ByteBuffer> io, int length) {
    StringBuilder body = new StringBuilder();
    while (body.length() < length) {
      body.append(read(io));
    }
    return body.toString();
  }

  @Test
  void aPeerThatResetsIsAFailureInside() {
    far.reset();

    assertThatThrownBy(() -> Gio.drive(near, Coroutine.of(Texts::read)))
        .isInstanceOf(StreamFailed.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aPeerThatClosesIsTheEndOfTheInput() {
    far.close();

    assertThat(Gio.drive(near, Coroutine.of(Texts::read))).isEqualTo("end");
  }

  @Test
  void aTimeLimitEndsAReadAndTheStreamGoesOn() throws IOException {
    Coroutine<ByteBuffer, ByteBuffer, String> patient =
        Coroutine.of(io -> {
          assertThatThrownBy(() -> Gio.within(io, Duration.ofMillis(20), io::read))
              .isInstanceOf(TimedOut.class);
          far.write(bytes("late"));
          return read(io);
        });

    assertThat(Gio.drive(near, patient)).isEqualTo("late");
  }

  @Test
  void aCancelledWriteClosesTheCoroutine(Scope scope) {
    Coroutine<ByteBuffer, ByteBuffer, String> endless =
        Coroutine.of(io -> {
          while (true) {
            io.write(ByteBuffer.allocate(LARGE)); // nobody reads
          }
        });
    Task<String> drive = scope.start("drive", () -> Gio.drive(near, endless));
    long before = -1;
    while (before != near.written()) { // until the system takes no more
      before = near.written();
      Task.sleep(Duration.ofMillis(20));
    }
    drive.cancel("enough");

    assertThatThrownBy(drive::await).isInstanceOf(CancellationException.class);
    assertThat(endless.isDone()).isTrue();
  }
}
