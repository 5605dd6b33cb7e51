package io.weightless.net.internal.memory;

import static io.weightless.net.internal.World.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import io.weightless.net.internal.Log;
import io.weightless.net.internal.World;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is so of places in memory only.
final class MemPlacesTest {
  private static final Address PLACE = Address.parse("mem:app");
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  @AutoClose private final World world = new World("nio");

  MemPlacesTest() throws IOException {}

  private static Reason reason(ThrowingCallable act) {
    NetworkException failure = catchThrowableOfType(NetworkException.class, act);
    assertThat(failure.address()).isEqualTo(PLACE);
    assertThat(failure.getMessage()).hasLineCount(1).contains(PLACE.toString());
    return failure.reason();
  }

  @Test
  void aPlaceIsForOneAndFreeAgainWhenThatIsClosed() throws IOException {
    world.run(_ -> {
      assertThat(reason(() -> world.network().connect(PLACE))).isEqualTo(Reason.REFUSED);
      try (Listener _ = world.network().listen(PLACE)) {
        assertThat(reason(() -> world.network().listen(PLACE))).isEqualTo(Reason.IN_USE);
        assertThatThrownBy(() -> world.network().listenShared(PLACE))
            .isInstanceOf(UnsupportedOperationException.class)
            .hasMessageContaining("mem:app");
      }
      world.network().listen(PLACE).close();
    });
  }

  @Test
  void aPlaceIsOfOneReactor() throws IOException {
    try (World other = new World("nio")) {
      world.run(_ -> {
        try (Listener _ = world.network().listen(PLACE)) {
          other.run(_ ->
              assertThat(reason(() -> other.network().connect(PLACE))).isEqualTo(Reason.REFUSED));
          assertThatThrownBy(() -> other.network().connect(PLACE))
              .isInstanceOf(IllegalStateException.class);
        }
      });
    }
  }

  @Test
  void whoConnectsBeyondTheBacklogWaitsForRoomInTheirOrder() throws IOException {
    List<Integer> connected = new ArrayList<>();
    world.run(scope -> {
      try (Listener listener = world.network().listen(Address.parse("mem:app?backlog=2"))) {
        for (int i = 0; i < 5; i++) {
          int client = i;
          scope.start("client", () -> call(connected, client));
        }
        Task.sleep(UNTIL_ALL_WAIT);
        assertThat(connected).containsExactly(0, 1);

        for (int i = 0; i < 5; i++) {
          try (Stream accepted = listener.accept()) {
            assertThat(World.text(accepted.read())).isEqualTo("" + i);
          }
        }
      }
    });
    assertThat(connected).containsExactly(0, 1, 2, 3, 4);
  }

  private void call(List<Integer> connected, int client) throws IOException {
    try (Stream stream = world.network().connect(PLACE)) {
      connected.add(client);
      stream.write(bytes("" + client));
      stream.closeOutput();
      World.drain(stream);
    }
  }

  @Test
  void whoIsCancelledWhileWaitingForRoomIsPassedOver() throws IOException {
    world.run(scope -> {
      try (Listener listener = world.network().listen(Address.parse("mem:app?backlog=1"));
          Stream _ = world.network().connect(PLACE)) {
        assertThatThrownBy(() ->
                Scope.run(
                    Deadline.after(UNTIL_ALL_WAIT), _ -> world.network().connect(PLACE).local()))
            .isInstanceOf(DeadlineExceeded.class);
        Task<?> next = scope.start("next", () -> world.network().connect(PLACE).close());
        listener.accept().close();
        next.await();
        listener.accept().close();
      }
    });
  }

  @Test
  void whoWaitsForRoomWhenTheListenerClosesIsRefusedAndWhoIsInItIsReset() throws IOException {
    world.run(scope -> {
      Listener listener = world.network().listen(Address.parse("mem:app?backlog=1"));
      try (Stream first = world.network().connect(PLACE)) {
        Task<@Nullable Reason> second =
            scope.start("second", () -> reason(() -> world.network().connect(PLACE)));
        Task.sleep(UNTIL_ALL_WAIT);
        listener.close();

        assertThat(second.await()).isEqualTo(Reason.REFUSED);
        assertThat(reason(first::read)).isEqualTo(Reason.RESET);
      }
    });
  }

  @Test
  void aWriterWhosePeerDoesNotReadIsTakenOneWindow() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(PLACE);
          Stream near = world.network().connect(PLACE);
          Stream _ = listener.accept()) {
        assertThatThrownBy(
                () -> Scope.run(Deadline.after(UNTIL_ALL_WAIT), _ -> write(near, 64 * 1024 + 1)))
            .isInstanceOf(DeadlineExceeded.class);
        assertThat(near.written()).isEqualTo(64 * 1024);
      }
    });
  }

  private static long write(Stream stream, int bytes) throws IOException {
    stream.write(ByteBuffer.allocate(bytes));
    return stream.written();
  }

  @Test
  void whatIsLeftOpenIsClosedAndToldWhenItsReactorIsClosed() throws IOException {
    try (Log log = new Log("io.weightless.net")) {
      try (World left = new World("nio")) {
        left.run(_ -> left.network().listen(PLACE));
      }

      assertThat(log.messages())
          .singleElement()
          .asString()
          .endsWith("closed now: the listener on mem:app");
    }
  }
}
