package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static io.weightless.simulation.Scene.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class CrashTest {
  private static final Address ECHO = new Address("far", 7);

  @AutoClose private final Scene scene = new Scene();

  @Test
  void itsPeersSeeAResetAfterTheLatency() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        Duration start = scene.time();
        scene.crash("far");

        assertThatThrownBy(() -> pair.near().read())
            .isNotInstanceOf(ClosedException.class)
            .hasMessage("read from %s: Connection reset", pair.near().remote());
        assertThat(scene.time().minus(start))
            .isBetween(Conditions.DEFAULT.minLatency(), Conditions.DEFAULT.maxLatency());
      }
    });
  }

  @Test
  void aPeerThatWaitsToWriteSeesItToo() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        Task<?> crash =
            scope.start(
                "crash",
                () -> {
                  Task.sleep(Scene.UNTIL_ALL_WAIT);
                  scene.crash("far");
                });
        assertThatThrownBy(() -> Scene.fill(pair.near()))
            .hasMessage("write to %s: Connection reset", pair.near().remote());
        crash.await();
      }
    });
  }

  @Test
  void aPeerThatWritesOnToOneWhoHadClosedSeesItToo() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.far().close();
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        scene.crash("far");
        assertThatThrownBy(() -> Scene.fill(pair.near()))
            .hasMessage("write to %s: Connection reset", pair.near().remote());
      }
    });
  }

  @Test
  void itsListenersAreGoneWhetherItRunsAgainOrNot() throws IOException {
    scene.run(_ -> {
      scene.far().listen(ECHO);
      scene.crash("far");
      assertThatThrownBy(() -> scene.near().connect(ECHO))
          .hasMessage("connect far:7: Connection refused");

      scene.fabric.of("far");
      assertThatThrownBy(() -> scene.near().connect(ECHO))
          .hasMessage("connect far:7: Connection refused");
    });
  }

  @Test
  void itListensAndConnectsAgainWhenItRunsAgain() throws IOException {
    scene.run(_ -> {
      scene.far().listen(ECHO);
      scene.restart("far");
      try (Listener listener = scene.far().listen(ECHO);
          Stream near = scene.near().connect(ECHO);
          Stream far = listener.accept()) {
        near.write(bytes("back again"));
        assertThat(readText(far)).isEqualTo("back again");
      }
    });
  }

  @Test
  void connectionsThatWereNotAcceptedAreResetToo() throws IOException {
    scene.run(_ -> {
      scene.far().listen(ECHO);
      try (Stream near = scene.near().connect(ECHO)) {
        scene.crash("far");
        assertThatThrownBy(near::read).hasMessageEndingWith("Connection reset");
      }
    });
  }

  @Test
  void aConnectWhoseKnockIsLostInTheCrashTriesAgain() throws IOException {
    scene.run(scope -> {
      scene.far().listen(ECHO);
      Task<Stream> caller = scope.start("caller", () -> scene.near().connect(ECHO));
      Task.yield();
      scene.restart("far");
      try (Listener listener = scene.far().listen(ECHO)) {
        caller.await().close();
        listener.accept().close();
      }
    });
    assertThat(scene.time()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_100));
  }

  @Test
  void aCallerThatCrashesLeavesAResetForWhoAccepts() throws IOException {
    scene.run(scope -> {
      try (Listener listener = scene.far().listen(ECHO)) {
        Task<?> caller = scope.start("caller", () -> scene.near().connect(ECHO));
        while (scene.fabric.open("far").size() == 1) {
          Task.sleep(Duration.ofNanos(1_000));
        }
        scene.crash("near");
        try (Stream far = listener.accept()) {
          assertThatThrownBy(far::read).hasMessageEndingWith("Connection reset");
        }
        caller.cancel("it is down");
      }
    });
  }

  @Test
  void whatItHadHeldBackDiesWithIt() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        scene.fabric.partition(Set.of("near"), Set.of("far"));
        pair.far().write(bytes("last words"));
        pair.far().close();
        scene.crash("far");
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        scene.fabric.heal();

        assertThatThrownBy(() -> pair.near().read()).hasMessageEndingWith("Connection reset");
      }
    });
    assertThat(scene.arrivals).isEmpty();
  }

  @Test
  void aPeerBehindAPartitionThatIsNeverHealedGivesUp() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        scene.fabric.isolate("far");
        scene.crash("far");
        assertThatThrownBy(() -> Scene.fill(pair.near())).hasMessageEndingWith("timed out");
      }
    });
    assertThat(scene.time()).isGreaterThanOrEqualTo(Conditions.DEFAULT.silence());
  }

  @Test
  void whatItsTasksDoWhileTheyEndHasNoEffect() throws IOException {
    Network before = scene.far();
    scene.run(_ -> {
      Listener listener = before.listen(ECHO);
      try (Pair pair = scene.connect()) {
        scene.restart("far");
        try (Listener again = scene.far().listen(ECHO);
            Stream caller = scene.near().connect(ECHO)) {
          pair.far().close();
          pair.far().reset();
          listener.close();
          assertThatThrownBy(listener::accept).isInstanceOf(ClosedException.class);
          assertThatThrownBy(() -> pair.far().write(bytes("x")))
              .isInstanceOf(ClosedException.class);
          assertThatThrownBy(() -> before.listen(Scene.ANY_PORT))
              .hasMessage("listen on far:0: the host 'far' has crashed");
          assertThatThrownBy(() -> before.connect(new Address("near", 1)))
              .hasMessage("connect near:1: the host 'far' has crashed");

          again.accept().close();
          assertThat(caller.read().hasRemaining()).isFalse();
        }
      }
    });
  }

  @Test
  void theOthersGoOn() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        scene.crash("third");
        pair.near().write(bytes("still here"));
        assertThat(readText(pair.far())).isEqualTo("still here");
      }
    });
  }
}
