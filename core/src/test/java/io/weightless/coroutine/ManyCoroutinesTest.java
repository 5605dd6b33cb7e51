package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Many coroutines, and what is left of them: nothing.
class ManyCoroutinesTest {
  private static final int MANY = 10_000;

  @AutoClose private final Scene scene = new Scene();
  private int closed;

  private Coroutine<String, String, String> reading() {
    return Coroutine.of(
        "reading",
        io -> {
          try {
            return io.next();
          } finally {
            closed++;
          }
        });
  }

  @Test
  void tenThousandAreBegunAtOnceAndClosedByTheirScopeAndNothingIsLeft() {
    scene.run(_ -> {
      for (int i = 0; i < MANY; i++) {
        reading().next();
      }
      scene.mark(Reactor.current().tasks().size() > MANY);
      return null;
    });

    assertThat(scene.trail).containsExactly(true);
    assertThat(closed).isEqualTo(MANY);
    assertThat(scene.reactor.tasks()).isEmpty();
  }

  @Test
  void tenThousandThatComeAndGoLeaveNothing() {
    scene.run(_ -> {
      for (int i = 0; i < MANY; i++) {
        Coroutine<String, String, String> reading = reading();
        reading.next();
        if (i % 2 == 0) {
          reading.close();
        } else {
          reading.send("input");
        }
      }
      scene.mark(Reactor.current().tasks().size());
      return null;
    });

    assertThat(scene.trail).containsExactly(1);
    assertThat(closed).isEqualTo(MANY);
  }

  @FromEverywhere
  void onesThatAreDrivenAtTheSameTimeDoNotMix(Driver driver) {
    driver.run(() -> {
      List<Coroutine<Integer, Integer, Integer>> sums = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        sums.add(Coroutine.of("sum", ManyCoroutinesTest::sum));
        sums.getLast().next();
      }
      for (int round = 1; round <= 10; round++) {
        for (int i = 0; i < sums.size(); i++) {
          assertThat(sums.get(i).send(i)).isEqualTo(new Step.Output<>(round * i));
          sums.get(i).next();
        }
      }
      sums.forEach(Coroutine::end);
      assertThat(sums)
          .extracting(Coroutine::result)
          .containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
    });
  }

  private static int sum(Io<Integer, Integer> io) {
    int sum = 0;
    for (Integer input = io.read(); input != null; input = io.read()) {
      sum += input;
      io.write(sum);
    }
    return sum;
  }

  /// Delivered, they belong to whoever has them.
  @FromEverywhere
  void itKeepsNeitherInputsThatItWasGivenNorOutputsThatItGave(Driver driver) {
    driver.run(() -> {
      Coroutine<Object, Object, @Nullable Object> echo =
          Coroutine.of(
              "echo",
              io -> {
                io.write(io.next());
                return io.read();
              });
      echo.next();
      List<WeakReference<Object>> delivered = new ArrayList<>();
      deliver(echo, delivered);
      while (delivered.stream().anyMatch(value -> value.get() != null)) {
        System.gc();
      }
      echo.end();
    });
  }

  private static void deliver(
      Coroutine<Object, Object, ?> echo, List<WeakReference<Object>> delivered) {
    Object input = new Object();
    delivered.add(new WeakReference<>(input));
    echo.send(input);
    echo.next();
  }
}
