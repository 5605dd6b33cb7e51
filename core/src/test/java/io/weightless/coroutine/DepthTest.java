package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Pinned;
import io.weightless.reactor.Reactor;
import org.junit.jupiter.api.Test;

class DepthTest {
  @Test
  void asManyCallsAsTheLimitAllowsReadAndWriteAtTheBottomAndOnTheWayBack() {
    assertThat(sumOf(Io.MAX_DEPTH)).isEqualTo(sumTo(Io.MAX_DEPTH));
    inTask(() -> assertThat(sumOf(Io.MAX_DEPTH)).isEqualTo(sumTo(Io.MAX_DEPTH)));
  }

  @Test
  void oneCallMoreIsRefusedAndTheCallersGoOn() {
    Coroutine<Integer, String, Integer> deep =
        Coroutine.of(
            "deep",
            io -> {
              assertThatThrownBy(() -> sum(io, Io.MAX_DEPTH + 1, "", 1.5))
                  .isInstanceOf(DepthExceeded.class)
                  .hasMessageContainingAll("'deep'", String.valueOf(Io.MAX_DEPTH), "./weightless");
              return sum(io, Io.MAX_DEPTH, "", 1.5);
            });

    assertThat(drive(deep)).isEqualTo(sumTo(Io.MAX_DEPTH));
  }

  @Test
  void aStackThatIsTooDeepToBeSetAsideIsAFailureAndTheReactorGoesOn() {
    inTask(() -> {
      assertThatThrownBy(DepthTest::recurseDeeperAndDeeper)
          .isInstanceOfAny(Pinned.class, StackOverflowError.class);
      assertThat(sumOf(1)).isEqualTo(sumTo(1));
    });
  }

  /// By calls that nobody counts.
  private static void recurseDeeperAndDeeper() {
    for (int depth = 100; depth > 0; depth *= 2) {
      int levels = depth;
      drive(Coroutine.of("deeper", io -> recurse(io, levels)));
    }
  }

  private static int recurse(Io<Integer, String> io, int levels) {
    int below = levels == 0 ? io.next() : recurse(io, levels - 1);
    return below + 1;
  }

  private static int sumOf(int depth) {
    return drive(Coroutine.of("deep", io -> sum(io, depth, "", 1.5)));
  }

  private static int sumTo(int depth) {
    return depth + 1;
  }

  /// Adds up what each level reads, with some locals beside it.
  private static int sum(Io<Integer, String> io, int levels, String path, double weight) {
    long twice = levels * 2L;
    String here = levels % 100 == 0 ? path + "/" + levels : path;
    int below = 0;
    if (levels > 0) {
      below = io.<Integer, RuntimeException>call(in -> sum(in, levels - 1, here, weight + twice));
    }
    int own = io.next();
    io.write(here + twice + weight);
    return below + own;
  }

  /// Gives it a one for each input.
  private static int drive(Coroutine<Integer, String, Integer> coroutine) {
    try (coroutine) {
      Step<Integer, String, Integer> step = coroutine.next();
      while (!(step instanceof Step.Done<Integer, String, Integer>(Integer result, var _))) {
        step = step instanceof Step.NeedsInput ? coroutine.send(1) : coroutine.next();
      }
      return result;
    }
  }

  private static void inTask(Runnable body) {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(body::run);
    }
  }
}
