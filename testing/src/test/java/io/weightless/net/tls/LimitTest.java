package io.weightless.net.tls;

import static io.weightless.net.tls.InMemory.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.tls.TlsException.Reason;
import io.weightless.scope.Task;
import io.weightless.testing.kit.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long a handshake may take, how large it may be, and what a peer may keep us at.
final class LimitTest implements InMemory {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// An alert that is a warning of no meaning: `user_canceled`.
  private static final byte[] WARNING = {21, 3, 3, 0, 2, 1, 90};

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPeerThatSaysNothingIsWaitedForAsLongAsIsAllowed(boolean isClient) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Task<@Nullable IOException> handshake =
          scope.start(
              "handshake",
              () ->
                  failureOf(() -> {
                    if (isClient) {
                      Tls.client(wire.near(), "localhost", CLIENT.within(PATIENCE));
                    } else {
                      Tls.server(wire.near(), SERVER.within(PATIENCE));
                    }
                  }));
      Task.sleep(PATIENCE.minusMillis(1));
      assertThat(handshake.state()).isEqualTo(Task.State.RUNNING);
      Task.sleep(Duration.ofMillis(2));
      assertThat(handshake.state()).isEqualTo(Task.State.DONE);
      assertLimit(handshake.await(), "3000 ms");
      wire.far().close();
    });
  }

  /// Each byte comes in time, but all together do not.
  @Test
  void aPeerThatIsSlowWithEachByteIsNotWaitedForLonger() throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Task<@Nullable IOException> far =
          scope.start(
              "slow",
              () ->
                  failureOf(() -> {
                    for (byte next : new byte[] {22, 3, 3, 1, 0, 1, 0, 0}) {
                      wire.far().write(ByteBuffer.wrap(new byte[] {next}));
                      Task.sleep(PATIENCE.dividedBy(2));
                    }
                  }));
      assertLimit(failureOf(() -> Tls.server(wire.near(), SERVER.within(PATIENCE))), "3000 ms");
      wire.far().close();
      far.await();
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aHandshakeHasSoManyBytesAtMost(int more) throws IOException {
    int most = Inbound.MOST_OF_HANDSHAKE;
    run(scope -> {
      Pair wire = InMemory.wire();
      Task<@Nullable IOException> far =
          scope.start("flood", () -> failureOf(() -> flood(wire, most + more)));
      IOException failure = failureOf(() -> InMemory.server(wire.near()));
      if (more > 0) {
        assertLimit(failure, "262144 bytes");
      } else {
        assertThat(failure).isInstanceOf(TlsException.class);
        assertThat(((TlsException) failure).reason()).isEqualTo(Reason.TRUNCATED);
      }
      far.await();
      wire.far().close();
    });
  }

  /// Pieces of a message that is as long as it may be; and the beginning of one more at the end.
  private static void flood(Pair wire, int bytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < bytes) {
      all.writeBytes(WARNING);
    }
    wire.far().write(ByteBuffer.wrap(all.toByteArray(), 0, bytes));
    wire.far().closeOutput();
    InMemory.readAll(wire.far());
  }

  private static void assertLimit(@Nullable IOException failure, String words) {
    assertThat(failure).isInstanceOf(TlsException.class).hasMessageContaining(words);
    assertThat(((TlsException) failure).reason()).isEqualTo(Reason.LIMIT);
  }

  /// They come all at once, and keep a reader busy; others have their turns all the same.
  @ParameterizedTest
  @ValueSource(strings = {Peer.V13, Peer.V12})
  void aPeerThatSendsTinyRecordsDoesNotHoldTheLoop(String version) throws IOException {
    run(scope -> {
      Pair wire = InMemory.wire();
      Peer peer = Peer.client(wire.far(), version);
      Task<?> far = scope.start("client", peer::shakeHands);
      try (TlsStream stream = InMemory.server(wire.near());
          var _ = wire.far()) {
        far.await();
        int records = 1_000;
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < records; i++) {
          flood.writeBytes(peer.record(new byte[1]));
        }
        peer.send(flood.toByteArray());
        int[] turns = {0};
        Task<String> reader = scope.start("reader", () -> InMemory.readText(stream, records));
        while (reader.state() == Task.State.RUNNING) {
          turns[0]++;
          Task.sleep(Duration.ZERO);
        }
        assertThat(reader.await()).hasSize(records);
        assertThat(turns[0]).isGreaterThan(records / 100);
      }
    });
  }
}
