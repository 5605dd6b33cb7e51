package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What Stackless's tests pickle in the middle: nothing of it needs a serial form here, since it is
/// made again.
class StacklessPicklingTest {
  private final List<String> trail = new ArrayList<>();

  private static Replayable<@Nullable Void, String, String, @Nullable Void> replayable(
      Program<String, String, @Nullable Void> program) {
    return Replayable.of("tasklet", Codec.TEXT, Codec.TEXT, program);
  }

  /// At each of its outputs it is put away, and what comes from there on is the same.
  private static void assertResumesAnywhere(
      Program<String, String, @Nullable Void> program, String... outputs) {
    var replayable = replayable(program);
    byte[] snapshot = replayable.start().snapshot();
    for (String output : outputs) {
      try (var run = replayable.restore(snapshot)) {
        assertThat(run.next()).isEqualTo(new Step.Output<>(output));
        snapshot = run.snapshot();
      }
    }
    try (var run = replayable.restore(snapshot)) {
      assertThat(run.next()).isInstanceOf(Step.Done.class);
    }
  }

  @Test
  void loopsOverCollectionsAtEachIndex() {
    assertResumesAnywhere(
        io -> {
          for (String each : List.of("a", "b")) {
            io.write(each);
          }
          for (Map.Entry<String, Integer> each : new TreeMap<>(Map.of("x", 1, "y", 2)).entrySet()) {
            io.write(each.toString());
          }
          for (Iterator<String> lines = "one\ntwo".lines().iterator(); lines.hasNext(); ) {
            io.write(lines.next());
          }
          Stream.of(7, 8).forEach(each -> io.write("" + each));
          return null;
        },
        "a",
        "b",
        "x=1",
        "y=2",
        "one",
        "two",
        "7",
        "8");
  }

  @Test
  void recursionAtEachDepth() {
    assertResumesAnywhere(io -> deep(io, 3), "down 3", "down 2", "down 1", "up 1", "up 2", "up 3");
  }

  private static @Nullable Void deep(Io<String, String> io, int depth) {
    if (depth > 0) {
      io.write("down " + depth);
      io.call(inner -> deep(inner, depth - 1));
      io.write("up " + depth);
    }
    return null;
  }

  @Test
  void closuresOverWhatTheyChange() {
    assertResumesAnywhere(
        io -> {
          long[] count = {0};
          LongSupplier up = () -> ++count[0];
          LongUnaryOperator twice = by -> up.getAsLong() * by;
          io.write("" + up.getAsLong());
          io.write("" + twice.applyAsLong(10));
          io.write("" + count[0]);
          return null;
        },
        "1",
        "20",
        "2");
  }

  @Test
  void handlersThatAreOpen() {
    assertResumesAnywhere(
        io -> {
          StringBuilder said = new StringBuilder();
          try {
            io.write("try");
            throw new ArithmeticException("thrown");
          } catch (ArithmeticException e) {
            io.write(String.valueOf(e.getMessage()));
          } finally {
            said.append("finally");
          }
          io.write(said.toString());
          return null;
        },
        "try",
        "thrown",
        "finally");
  }

  /// Each of them holds what it opens, and gives it back.
  @Test
  void whatIsOpenIsOpenedAgainAndEachClosesItsOwn() {
    var replayable =
        replayable(io -> {
          trail.add("open");
          try (AutoCloseable _ = () -> trail.add("close")) {
            io.write("inside");
          }
          return null;
        });
    try (var run = replayable.start()) {
      run.next();
      try (var again = replayable.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(new Step.Output<>("inside"));
        assertThat(trail).containsExactly("open", "open");
      }
      assertThat(trail).containsExactly("open", "open", "close");
    }
    assertThat(trail).containsExactly("open", "open", "close", "close");
  }
}
