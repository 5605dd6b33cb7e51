package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static io.weightless.simulation.Scene.readAllText;
import static io.weightless.simulation.Scene.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class PartitionTest {
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration A_LITTLE = Duration.ofSeconds(1);

  @AutoClose private final Scene scene = new Scene(Conditions.DEFAULT.withSilence(SILENCE));

  private void partition() {
    scene.fabric.partition(Set.of("near"), Set.of("far", "third"));
  }

  private static void assertNothingComesFor(Duration time, Stream stream) {
    assertThatThrownBy(() -> Scope.run(Deadline.after(time), _ -> stream.read()))
        .isInstanceOf(DeadlineExceeded.class);
  }

  @Test
  void bytesAreHeldBackUntilItIsHealed() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        partition();
        pair.near().write(bytes("one "));
        pair.near().write(bytes("two"));
        pair.near().closeOutput();
        assertNothingComesFor(SILENCE.minus(A_LITTLE), pair.far());

        Duration healed = scene.time();
        scene.fabric.heal();
        assertThat(readAllText(pair.far())).isEqualTo("one two");
        assertThat(scene.time().minus(healed))
            .isBetween(Conditions.DEFAULT.minLatency(), Conditions.DEFAULT.maxLatency());
      }
    });
  }

  @Test
  void whatIsOnItsWayWhenItBeginsIsHeldBackToo() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(bytes("on its way"));
        partition();
        assertNothingComesFor(A_LITTLE, pair.far());

        scene.fabric.heal();
        assertThat(readText(pair.far())).isEqualTo("on its way");
      }
    });
  }

  @Test
  void aWriterWhoseBytesAreReadButDoesNotHearOfItWaitsUntilItIsHealed() throws IOException {
    int window = Conditions.DEFAULT.windowBytes();
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(ByteBuffer.allocate(window));
        Task.sleep(A_LITTLE);
        partition();
        pair.far().read();
        Task<?> writer = scope.start("writer", () -> pair.near().write(bytes("x")));
        Task.sleep(A_LITTLE);
        assertThat(writer.state()).isEqualTo(Task.State.RUNNING);

        scene.fabric.heal();
        writer.await();
        assertThat(pair.near().written()).isEqualTo(window + 1);
      }
    });
  }

  @Test
  void aWriterWhoDoesNotHearOfItAtAllGivesUpAfterTheSilence() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().write(ByteBuffer.allocate(Conditions.DEFAULT.windowBytes()));
        Task.sleep(A_LITTLE);
        partition();
        Duration start = scene.time();
        pair.far().read();

        assertThatThrownBy(() -> pair.near().write(bytes("x")))
            .hasMessage("write to %s: Connection timed out", pair.near().remote());
        assertThat(scene.time().minus(start)).isEqualTo(SILENCE);
      }
    });
  }

  @Test
  void theWriterGivesUpAfterTheSilenceAndThePeerFindsOutWhenItIsHealed() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        partition();
        Duration start = scene.time();
        pair.near().write(bytes("lost"));

        assertThatThrownBy(() -> pair.near().read())
            .hasMessage("read from %s: Connection timed out", pair.near().remote());
        assertThat(scene.time().minus(start)).isEqualTo(SILENCE);
        assertThatThrownBy(() -> pair.near().write(bytes("x")))
            .hasMessage("write to %s: Connection timed out", pair.near().remote());

        assertNothingComesFor(A_LITTLE, pair.far());
        scene.fabric.heal();
        assertThatThrownBy(() -> pair.far().read())
            .hasMessage("read from %s: Connection reset", pair.far().remote());
      }
    });
    assertThat(scene.arrivals).isEmpty();
  }

  @Test
  void aPeerWhoOnlyReadsFindsOutAfterAnotherSilence() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        partition();
        Duration start = scene.time();
        pair.near().write(bytes("lost"));

        assertThatThrownBy(() -> pair.far().read())
            .hasMessage("read from %s: Connection timed out", pair.far().remote());
        assertThat(scene.time().minus(start)).isEqualTo(SILENCE.multipliedBy(2));
      }
    });
  }

  @Test
  void theSilenceBeginsAnewWithEachPartition() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        partition();
        pair.near().write(bytes("patience"));
        for (int i = 0; i < 3; i++) {
          assertNothingComesFor(SILENCE.minus(A_LITTLE), pair.far());
          scene.fabric.heal();
          partition();
        }
        scene.fabric.heal();
        assertThat(readText(pair.far())).isEqualTo("patience");
      }
    });
  }

  @Test
  void whatIsHealedInTimeDoesNotBreakLater() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        partition();
        pair.near().write(bytes("in time"));
        Task.sleep(SILENCE.minus(A_LITTLE));
        scene.fabric.heal();
        Task.sleep(SILENCE);

        pair.near().write(bytes(", and more"));
        Task.sleep(A_LITTLE);
        assertThat(readText(pair.far())).isEqualTo("in time, and more");
      }
    });
  }

  @Test
  void aConnectionOnWhichNothingIsSentSurvivesAnyPartition() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        partition();
        Task.sleep(SILENCE.multipliedBy(10));
        scene.fabric.heal();
        pair.near().write(bytes("still here"));
        assertThat(readText(pair.far())).isEqualTo("still here");
      }
    });
  }

  @Test
  void aConnectWaitsUntilItIsHealedAndTriesAgain() throws IOException {
    scene.run(scope -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        partition();
        Task<Stream> caller = scope.start("caller", () -> scene.near().connect(listener.address()));
        Task.sleep(Duration.ofSeconds(10));
        assertThat(caller.state()).isEqualTo(Task.State.RUNNING);

        scene.fabric.heal();
        caller.await().close();
        listener.accept().close();
      }
    });
    assertThat(scene.time()).isLessThan(Conditions.DEFAULT.connectTimeout());
  }

  @Test
  void aConnectTimesOut() throws IOException {
    scene.run(_ -> {
      partition();
      assertThatThrownBy(() -> scene.near().connect(new Address("far", 80)))
          .isInstanceOf(IOException.class)
          .hasMessage("connect far:80: Connection timed out");
    });
    assertThat(scene.time()).isEqualTo(Conditions.DEFAULT.connectTimeout());
  }

  @Test
  void itStopsOnlyWhatGoesAcross() throws IOException {
    scene.run(_ -> {
      partition();
      try (Listener listener = scene.far().listen(new Address("0.0.0.0", 80));
          Listener own = scene.near().listen(new Address("localhost", 80))) {
        scene.fabric.of("third").connect(new Address("far", 80)).close();
        listener.accept().close();
        scene.near().connect(own.address()).close();
        own.accept().close();
      }
    });
    assertThat(scene.time()).isLessThan(A_LITTLE);
  }

  @Test
  void aHostThatIsIsolatedReachesItselfAndNobodyElse() throws IOException {
    scene.run(_ -> {
      scene.fabric.isolate("near");
      for (String other : new String[] {"far", "third"}) {
        assertThatThrownBy(() -> scene.near().connect(new Address(other, 80)))
            .hasMessageEndingWith("timed out");
        assertThatThrownBy(() -> scene.fabric.of(other).connect(new Address("near", 80)))
            .hasMessageEndingWith("timed out");
      }
      assertThatThrownBy(() -> scene.near().connect(new Address("near", 80)))
          .hasMessageEndingWith("refused");
      assertThatThrownBy(() -> scene.far().connect(new Address("third", 80)))
          .hasMessageEndingWith("refused");

      scene.fabric.heal();
      assertThatThrownBy(() -> scene.near().connect(new Address("far", 80)))
          .hasMessageEndingWith("refused");
    });
  }

  @Test
  void onlyHostsThatThereAreCanBeCutOff() {
    assertThatThrownBy(() -> scene.fabric.partition(Set.of("near"), Set.of("fra")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no host is called 'fra'");
    assertThatThrownBy(() -> scene.fabric.isolate("fra"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aResetIsHeldBackToo() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        partition();
        pair.near().write(bytes("thrown away"));
        pair.near().reset();
        assertNothingComesFor(A_LITTLE, pair.far());

        scene.fabric.heal();
        assertThatThrownBy(() -> pair.far().read())
            .hasMessage("read from %s: Connection reset", pair.far().remote());
      }
    });
    assertThat(scene.arrivals).isEmpty();
  }

  @Test
  void thatChanceMendsItsOwnPartitionDoesNotEndTheOneThatWasAskedFor() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        partition();
        scene.fabric.strike(Set.of("near"), Set.of("far"));
        pair.near().write(bytes("one"));
        scene.fabric.mend();
        assertNothingComesFor(SILENCE.minus(A_LITTLE), pair.far());

        scene.fabric.heal();
        assertThat(readText(pair.far())).isEqualTo("one");
      }
    });
  }
}
