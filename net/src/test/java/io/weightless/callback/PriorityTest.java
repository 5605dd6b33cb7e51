package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class PriorityTest {
  @AutoClose private final World world;
  private final Callbacks callbacks;

  PriorityTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  /// So that what a test adds begins with step 0 of the next round: one step adds it.
  private void goToTheEndOfARound() {
    world.steps(9);
  }

  /// What was marked in each of the next steps.
  private List<List<String>> steps(int count) {
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      world.reactor.step();
      all.add(world.taken());
    }
    return all;
  }

  private static List<List<String>> fromStep(int step, String mark) {
    List<List<String>> all = new ArrayList<>(Collections.nCopies(step, List.of()));
    all.addAll(Collections.nCopies(Rounds.STEPS - step, List.of(mark)));
    return all;
  }

  @Test
  void aReaderOfPriority2IsFirstCalledInStep2OfEachRoundAndOneOfPriority0InAllOfThem()
      throws Exception {
    SocketChannel channel = world.readable();
    goToTheEndOfARound();
    world.in(() -> callbacks.reader(channel, 2, world.marks("two")));
    assertThat(steps(10)).isEqualTo(fromStep(2, "two"));
    assertThat(steps(10)).isEqualTo(fromStep(2, "two"));

    world.steps(9);
    world.in(() -> {
      callbacks.reader(world.readable(), world.marks("zero"));
      world.trail.clear();
    });
    assertThat(steps(2)).containsExactly(List.of("zero"), List.of("zero"));
  }

  @Test
  void aWriterOfPriority9IsCalledOnceInTenSteps() throws Exception {
    SocketChannel channel = world.readable();
    goToTheEndOfARound();
    world.in(() -> callbacks.writer(channel, 9, world.marks("nine")));

    assertThat(steps(10)).isEqualTo(fromStep(9, "nine"));
    assertThat(steps(10)).isEqualTo(fromStep(9, "nine"));
  }

  @Test
  void repeatingOnesHavePrioritiesToo() throws Exception {
    goToTheEndOfARound();
    world.in(() -> callbacks.repeating(1, world.marks("one")));
    assertThat(steps(10)).isEqualTo(fromStep(1, "one"));

    world.in(() -> callbacks.repeating(3, world.marks("three")));
    world.taken();
    world.steps(2);
    assertThat(world.taken()).as("steps 1 and 2").containsExactly("one", "one");
    world.reactor.step();
    assertThat(world.taken()).containsExactly("one", "three");
  }

  @Test
  void noneStarvesBesideOthersThatAreAlwaysReady() throws Exception {
    List<SocketChannel> channels = new ArrayList<>();
    for (int i = 0; i < Rounds.STEPS; i++) {
      channels.add(world.readable());
    }
    world.in(() -> {
      for (int i = 0; i < Rounds.STEPS; i++) {
        callbacks.reader(channels.get(i), i, world.marks("priority " + i));
      }
    });

    world.steps(Rounds.STEPS);

    for (int i = 0; i < Rounds.STEPS; i++) {
      assertThat(Collections.frequency(world.trail, "priority " + i)).isEqualTo(10 - i);
    }
  }

  @Test
  void aReadyOneOfLowPriorityCostsTenStepsAtMostAndTheyDoNotWait() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() ->
        callbacks.reader(
            channel,
            9,
            () -> {
              World.read(channel);
              world.trail.add("read");
            }));

    int steps = 0;
    while (world.trail.isEmpty() && steps <= Rounds.STEPS) {
      world.reactor.step(Duration.ofDays(1));
      steps++;
    }

    assertThat(steps).isLessThanOrEqualTo(Rounds.STEPS);
    assertThat(world.clock.nanos()).as("no time has passed").isZero();
  }

  @Test
  void aPriorityIsFrom0To9() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() -> {
      for (int wrong : new int[] {-1, 10}) {
        assertThatThrownBy(() -> callbacks.reader(channel, wrong, world.marks("")))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("a priority is from 0 to 9, not " + wrong);
        assertThatThrownBy(() -> callbacks.writer(channel, wrong, world.marks("")))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> callbacks.repeating(wrong, world.marks("")))
            .isInstanceOf(IllegalArgumentException.class);
      }
      callbacks.reader(channel, 9, world.marks(""));
      callbacks.writer(channel, 0, world.marks(""));
      callbacks.repeating(9, world.marks(""));
    });
  }
}
