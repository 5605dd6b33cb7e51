package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is before a checkpoint is forgotten.
class CheckpointTest {
  private final List<Long> starts = new ArrayList<>();

  private final Replayable<Long, String, String, Long> adder =
      Replayable.of("adder", 0L, Codec.NUMBER, Codec.TEXT, Codec.TEXT, this::add);

  private long add(long sum, Io<String, String> io) {
    starts.add(sum);
    long now = sum;
    while (true) {
      io.ask(new Checkpoint<>(now));
      String next = io.read();
      if (next == null) {
        return now;
      }
      now += Long.parseLong(next);
      io.write("= " + now);
    }
  }

  private static Recorded<String, String, Long> after(
      Replayable<Long, String, String, Long> program, int count) {
    var run = program.start();
    run.next();
    for (int i = 0; i < count; i++) {
      run.send("1");
      run.next();
    }
    return run;
  }

  @Test
  void aRestoredProgramStartsWithItsState() {
    try (var run = after(adder, 7);
        var again = adder.restore(run.snapshot())) {
      assertThat(starts).containsExactly(0L, 7L);
      assertThat(again.step()).isEqualTo(new Step.NeedsInput<>());
      assertThat(again.send("5")).isEqualTo(new Step.Output<>("= 12"));
    }
  }

  @Test
  void whatIsAfterItIsReplayed() {
    try (var run = after(adder, 7)) {
      run.send("5");
      try (var again = adder.restore(run.snapshot())) {
        assertThat(starts).containsExactly(0L, 7L);
        assertThat(again.step()).isEqualTo(new Step.Output<>("= 12"));
      }
    }
  }

  @Test
  void aSnapshotDoesNotGrowWithWhatIsBefore() {
    try (var few = after(adder, 2);
        var many = after(adder, 9)) {
      assertThat(many.snapshot()).hasSameSizeAs(few.snapshot());
    }
  }

  @Test
  void aRunCanBeStartedFromAnyState() {
    try (var run = adder.start(40L)) {
      run.next();
      assertThat(run.send("2")).isEqualTo(new Step.Output<>("= 42"));
    }
  }

  @Test
  void whatWasGivenBackAndTheEndOfTheInputAreKept() {
    Replayable<String, String, String, List<String>> pusher =
        Replayable.of("pusher", "begin", Codec.TEXT, Codec.TEXT, Codec.TEXT, CheckpointTest::push);
    try (var run = pusher.start()) {
      run.next();
      run.send("a");
      assertThat(run.end()).isEqualTo(new Step.Paused<>());

      try (var again = pusher.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(new Step.Paused<>());
        assertThat(again.rest()).containsExactly("a", "b");
        assertThat(again.next()).isEqualTo(new Step.Done<>(List.of("a", "b", "end"), List.of()));
      }
      assertThat(run.next()).isEqualTo(new Step.Done<>(List.of("a", "b", "end"), List.of()));
    }
  }

  private static List<String> push(String state, Io<String, String> io) {
    if (state.equals("begin")) {
      String first = io.next();
      assertThat(io.read()).isNull();
      io.unread(first, "b");
      io.ask(new Checkpoint<>("ended"));
    }
    io.yield();
    return List.of(io.next(), io.next(), io.read() == null ? "end" : "more");
  }

  /// The program is not one that could be started there.
  @Test
  void aCheckpointThatIsNoneOnTheWayBackIsReported() {
    Replayable<Long, String, String, String> wrong =
        Replayable.of(
            "wrong",
            0L,
            Codec.NUMBER,
            Codec.TEXT,
            Codec.TEXT,
            (sum, io) -> {
              io.ask(new Checkpoint<>(sum + 1));
              return io.next();
            });
    try (var run = wrong.start()) {
      run.next();
      assertThatThrownBy(() -> wrong.restore(run.snapshot()))
          .isInstanceOf(NotDeterministic.class)
          .hasMessage(
              "coroutine 'wrong', step 1: it made a checkpoint of \"2\" where it made a checkpoint"
                  + " of \"1\" before: the program is not deterministic, or has changed");
    }
  }

  /// Nobody could go on there.
  @Test
  void aCheckpointInsideOfACallIsRefused() {
    Replayable<Long, String, String, String> wrong =
        Replayable.of(
            "wrong",
            0L,
            Codec.NUMBER,
            Codec.TEXT,
            Codec.TEXT,
            (_, io) ->
                io.<String, RuntimeException>call(inner -> {
                  inner.ask(new Checkpoint<>(1L));
                  return "never";
                }));
    assertThatThrownBy(wrong.start()::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no checkpoint inside of a call");
  }

  @Test
  void aStateOfAnotherTypeIsRefused() {
    Replayable<Long, String, String, String> wrong =
        Replayable.of(
            "wrong",
            0L,
            Codec.NUMBER,
            Codec.TEXT,
            Codec.TEXT,
            (_, io) -> {
              io.ask(new Checkpoint<>("zero"));
              return "";
            });
    assertThatThrownBy(wrong.start()::next)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'wrong' does not start from what this checkpoint has: zero");
  }

  @Test
  void whatCouldNotBeJournaledIsForgottenToo() {
    Replayable<Long, String, String, String> patient =
        Replayable.of(
            "patient",
            0L,
            Codec.NUMBER,
            Codec.TEXT,
            Codec.TEXT,
            (failures, io) -> {
              long now = failures;
              while (true) {
                io.ask(new Checkpoint<>(now));
                try {
                  io.write("tried " + now);
                  io.yield();
                } catch (ArithmeticException e) {
                  io.write("caught");
                  now++;
                }
              }
            });
    try (var run = patient.start()) {
      run.next();
      run.fail(new ArithmeticException());
      assertThat(run.obstacle())
          .isEqualTo(
              "step 2: java.lang.ArithmeticException was thrown in, which failures() was not told"
                  + " how to make");

      run.next();

      assertThat(run.obstacle()).isNull();
      try (var again = patient.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(new Step.Output<>("tried 1"));
      }
    }
  }
}
