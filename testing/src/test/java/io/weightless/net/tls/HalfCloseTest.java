package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.bytes;
import static io.weightless.net.tls.InMemory.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.ClosedException;
import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.NetworkException;
import io.weightless.net.tls.TlsException.Reason;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.kit.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How TLS ends, in one direction and in both.
final class HalfCloseTest implements InMemory {
  private static final Duration LONG = Duration.ofMinutes(5);

  /// A server of ours and a client that is driven by hand.
  private record Talk(TlsStream stream, Peer peer, Pair wire) {
    static Talk begin(Scope scope, String version) throws IOException {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), version);
      Task<?> far = scope.start("client", peer::shakeHands);
      TlsStream stream = InMemory.server(wire.near());
      far.await();
      return new Talk(stream, peer, wire);
    }

    void close() {
      stream.close();
      wire.far().close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Peer.V13, Peer.V12})
  void toCloseTheOutputIsAnEndForThePeer(String version) throws IOException {
    run(scope -> {
      Talk talk = Talk.begin(scope, version);
      talk.stream.write(bytes("all"));
      talk.stream.closeOutput();
      talk.stream.closeOutput();

      assertThat(talk.peer.readAll()).asString().isEqualTo("all");
      assertThat(talk.peer.wasCut()).isFalse();
      talk.close();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {Peer.V13, Peer.V12})
  void toCloseIsAnEndForThePeer(String version) throws IOException {
    run(scope -> {
      Talk talk = Talk.begin(scope, version);
      talk.stream.write(bytes("all"));
      talk.stream.close();

      assertThat(talk.peer.readAll()).asString().isEqualTo("all");
      assertThat(talk.peer.wasCut()).isFalse();
      talk.close();
    });
  }

  @Test
  void theOtherDirectionGoesOnBehindOurEnd() throws IOException {
    run(scope -> {
      Talk talk = Talk.begin(scope, Peer.V13);
      talk.stream.closeOutput();
      assertThat(talk.peer.readAll()).isEmpty();

      talk.peer.write("late");
      talk.peer.send(talk.peer.lastWords());
      assertThat(InMemory.readAll(talk.stream)).asString().isEqualTo("late");
      talk.close();
    });
  }

  @Test
  void theOtherDirectionGoesOnBehindThePeersEnd() throws IOException {
    run(scope -> {
      Talk talk = Talk.begin(scope, Peer.V13);
      talk.peer.send(talk.peer.lastWords());
      assertThat(InMemory.readAll(talk.stream)).isEmpty();

      talk.stream.write(bytes("late"));
      talk.stream.closeOutput();
      assertThat(talk.peer.readAll()).asString().isEqualTo("late");
      assertThat(talk.peer.wasCut()).isFalse();
      talk.close();
    });
  }

  @Test
  void theEndOfOneDirectionOfTls12IsTheEndOfBoth() throws IOException {
    run(scope -> {
      Talk talk = Talk.begin(scope, Peer.V12);
      talk.peer.send(talk.peer.lastWords());
      assertThat(InMemory.readAll(talk.stream)).isEmpty();

      assertThat(failureOf(() -> talk.stream.write(bytes("late"))))
          .isInstanceOfSatisfying(
              NetworkException.class,
              e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.CLOSED_BY_PEER));
      talk.stream.close();
      assertThat(talk.peer.readAll()).isEmpty();
      assertThat(talk.peer.wasCut()).isFalse();
      talk.close();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {Peer.V13, Peer.V12})
  void anEndOfTheConnectionWithoutTlssOwnIsNone(String version) throws IOException {
    run(scope -> {
      Talk talk = Talk.begin(scope, version);
      talk.peer.write("some");
      talk.wire.far().closeOutput();

      assertThat(InMemory.readText(talk.stream, 4)).isEqualTo("some");
      for (int i = 0; i < 2; i++) {
        assertThat(failureOf(talk.stream::read)).satisfies(e -> assertReason(e, Reason.TRUNCATED));
      }
      talk.stream.write(bytes("still there"));
      assertThat(talk.peer.read()).isEqualTo("still there");
      talk.close();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {Peer.V13, Peer.V12})
  void toCloseWithinAWriteIsNoEndForThePeer(String version) throws IOException {
    run(scope -> {
      Talk talk = Talk.begin(scope, version);
      Task<?> writer =
          scope.start(
              "writer",
              () ->
                  assertThat(failureOf(() -> talk.stream.write(ByteBuffer.allocate(1 << 20))))
                      .isInstanceOf(ClosedException.class));
      Task.sleep(LONG);
      talk.stream.close();
      writer.await();

      assertThat(talk.peer.readAll()).isNotEmpty();
      assertThat(talk.peer.wasCut()).isTrue();
      talk.close();
    });
  }

  /// While the next part of the file is read, no write waits.
  @Test
  void toCloseTheOutputWithinAFileIsNoEndForThePeer() throws IOException {
    run(scope -> {
      Talk talk = Talk.begin(scope, Peer.V13);
      Task<?> writer =
          scope.start(
              "writer",
              () ->
                  assertThat(failureOf(() -> talk.stream.transferFrom(new SlowFile(), 0, 100_000)))
                      .isInstanceOf(ClosedException.class));
      Task.sleep(SlowFile.LATE.multipliedBy(3).dividedBy(2));
      talk.stream.closeOutput();
      writer.await();

      assertThat(talk.peer.readAll()).isNotEmpty();
      assertThat(talk.peer.wasCut()).isTrue();
      talk.close();
    });
  }

  /// One of zeros, of which each part is late.
  private static final class SlowFile implements FileSource {
    static final Duration LATE = Duration.ofSeconds(1);

    @Override
    public FileInfo info() {
      throw new UnsupportedOperationException("it has none");
    }

    @Override
    public long size() {
      return Long.MAX_VALUE;
    }

    @Override
    public void close() {}

    @Override
    public int read(ByteBuffer target, long position) {
      Task.sleep(LATE);
      int length = Math.min(1_000, target.remaining());
      target.position(target.position() + length);
      return length;
    }
  }

  private static void assertReason(Throwable failure, Reason reason) {
    assertThat(failure).isInstanceOf(TlsException.class);
    assertThat(((TlsException) failure).reason()).as("%s", failure).isEqualTo(reason);
  }
}
