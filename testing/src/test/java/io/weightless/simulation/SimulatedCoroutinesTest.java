package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.coroutine.Coroutine;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Coroutines in a simulation: their steps are a part of what the seed decides.
final class SimulatedCoroutinesTest {
  /// Three tasks, each with a coroutine that waits inside, take turns at one channel.
  private static Report run(long seed, List<String> trail) {
    return Simulation.seed(seed)
        .host(
            "host",
            () -> {
              Channel<String> numbers = Channel.rendezvous();
              Scope.join(scope -> {
                for (String name : List.of("a", "b", "c")) {
                  scope.start(name, () -> drive(counting(name), numbers));
                }
                for (int i = 0; i < 9; i++) {
                  trail.add(numbers.receive());
                }
              });
            })
        .run();
  }

  private static Coroutine<Integer, String, Integer> counting(String name) {
    return Coroutine.of(
        name,
        io -> {
          int count = 0;
          while (true) {
            count += io.next();
            Task.sleep(Duration.ofMillis(1));
            io.write(name + count);
          }
        });
  }

  private static void drive(Coroutine<Integer, String, Integer> counting, Channel<String> numbers) {
    counting.next();
    for (int i = 0; i < 3; i++) {
      counting.send(1);
      numbers.send(String.valueOf(counting.step()));
      counting.next();
    }
  }

  @Test
  void theSameSeedGivesTheSameTraceWithCoroutinesInIt() {
    for (long seed = 0; seed < 10; seed++) {
      List<String> first = new ArrayList<>();
      List<String> second = new ArrayList<>();
      assertThat(run(seed, first).hash()).isEqualTo(run(seed, second).hash());
      assertThat(first).hasSize(9).isEqualTo(second);
    }
  }

  @Test
  void otherSeedsGiveOtherOrders() {
    assertThat(
            LongStream.range(0, 30)
                .mapToObj(seed -> {
                  List<String> trail = new ArrayList<>();
                  run(seed, trail);
                  return trail;
                })
                .distinct()
                .count())
        .isGreaterThan(3);
  }
}
