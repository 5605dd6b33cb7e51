package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static io.weightless.simulation.Scene.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class WireListenerTest {
  private static final int BACKLOG = 5;

  @AutoClose private final Scene scene = new Scene(Conditions.DEFAULT.withBacklog(BACKLOG));

  @Test
  void aFreePortIsPicked() throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT);
          Listener other = scene.far().listen(Scene.ANY_PORT)) {
        assertThat(listener.address().host()).isEqualTo("far");
        assertThat(listener.address().port()).isPositive().isNotEqualTo(other.address().port());
      }
    });
  }

  /// Direct ones have a cleaner, for whose lock a task may have to wait, in the time of the JVM.
  @Test
  void itsBuffersAreNoneOfTheSystems() throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        assertThat(listener.buffer(7).isDirect()).isFalse();
        assertThat(listener.buffer(7).remaining()).isEqualTo(7);
      }
    });
  }

  @Test
  void aTakenPortIsRefusedInOneLine() throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        Address taken = listener.address();

        assertThatThrownBy(() -> scene.far().listen(taken))
            .isInstanceOf(IOException.class)
            .hasMessage("listen on " + taken + ": Address already in use");
      }
    });
  }

  @Test
  void eachHostHasPortsOfItsOwn() throws IOException {
    scene.run(_ -> {
      Listener far = scene.far().listen(new Address("far", 80));
      Listener near = scene.near().listen(new Address("near", 80));
      far.close();
      near.close();
    });
  }

  @Test
  void anAddressOfAnotherMachineIsRefusedInOneLine() throws IOException {
    scene.run(_ ->
        assertThatThrownBy(() -> scene.near().listen(Scene.ANY_PORT))
            .isInstanceOf(IOException.class)
            .hasMessage("listen on far:0: Cannot assign requested address"));
  }

  @Test
  void aPortIsFreeAgainAfterTheClose() throws IOException {
    scene.run(_ -> {
      Listener first = scene.far().listen(Scene.ANY_PORT);
      scene.near().connect(first.address()).close();
      first.accept().close();
      first.close();

      scene.far().listen(first.address()).close();
    });
  }

  @Test
  void waitingTasksAreServedInTheirOrder() throws IOException {
    List<String> trail = new ArrayList<>();

    scene.run(scope -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        List<Task<?>> acceptors = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
          acceptors.add(scope.start(name, () -> acceptInto(trail, listener, name)));
        }
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        for (int i = 0; i < 3; i++) {
          scene.near().connect(listener.address()).close();
        }
        acceptors.forEach(Task::await);
      }
    });

    assertThat(trail).containsExactly("first", "second", "third");
  }

  private static void acceptInto(List<String> trail, Listener listener, String name)
      throws IOException {
    listener.accept().close();
    trail.add(name);
  }

  @Test
  void acceptedStreamsLiveOnWhenTheirListenerIsClosed() throws IOException {
    scene.run(_ -> {
      Listener listener = scene.far().listen(Scene.ANY_PORT);
      try (Stream near = scene.near().connect(listener.address());
          Stream far = listener.accept()) {
        listener.close();

        near.write(bytes("still here"));
        assertThat(readText(far)).isEqualTo("still here");
      }
    });
  }

  @Test
  void thoseThatWereNotAcceptedAreResetWhenTheirListenerIsClosed() throws IOException {
    scene.run(_ -> {
      Listener listener = scene.far().listen(Scene.ANY_PORT);
      try (Stream near = scene.near().connect(listener.address())) {
        listener.close();

        assertThatThrownBy(near::read).hasMessage("read from %s: Connection reset", near.remote());
      }
    });
  }

  @Test
  void connectionsThatCameBeforeTheAcceptAreAcceptedInTheirOrder() throws IOException {
    List<Stream> near = new ArrayList<>();
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        for (int i = 0; i < BACKLOG; i++) {
          near.add(scene.near().connect(listener.address()));
        }
        for (Stream stream : near) {
          try (Stream far = listener.accept()) {
            assertThat(far.remote()).isEqualTo(stream.local());
          }
          stream.close();
        }
      }
    });
    assertThat(scene.time()).isLessThan(Conditions.DEFAULT.maxLatency().multipliedBy(2 * BACKLOG));
  }

  @Test
  void oneMoreThanTheBacklogWaitsForRoomAndTriesAgain() throws IOException {
    List<Stream> streams = new ArrayList<>();
    scene.run(scope -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        for (int i = 0; i < BACKLOG; i++) {
          streams.add(scene.near().connect(listener.address()));
        }
        Task<?> late =
            scope.start("late", () -> streams.add(scene.near().connect(listener.address())));
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        assertThat(late.state()).isEqualTo(Task.State.RUNNING);

        streams.add(listener.accept());
        late.await();
        assertThat(streams).hasSize(BACKLOG + 2);
        streams.forEach(Stream::close);
      }
    });
  }

  @Test
  void oneThatNeverFindsRoomTimesOut() throws IOException {
    List<Stream> streams = new ArrayList<>();
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        for (int i = 0; i < BACKLOG; i++) {
          streams.add(scene.near().connect(listener.address()));
        }
        assertThatThrownBy(() -> scene.near().connect(listener.address()))
            .isInstanceOf(IOException.class)
            .hasMessage("connect " + listener.address() + ": Connection timed out");
        streams.forEach(Stream::close);
      }
    });
    assertThat(scene.time()).isGreaterThanOrEqualTo(Conditions.DEFAULT.connectTimeout());
  }
}
