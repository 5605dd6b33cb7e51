package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A program that does something else when it is restored is told where.
class NotDeterministicTest {
  /// Whose text is another one each time.
  @SuppressWarnings("ArrayRecordComponent")
  private record Weight(int[] of) implements Request<Long> {}

  private boolean isSecond;
  private boolean ended;

  private <T> T was(T first, T second) {
    return isSecond ? second : first;
  }

  private Replayable<@Nullable Void, String, String, @Nullable Void> replayable(
      Program<String, String, @Nullable Void> program) {
    return Replayable.<String, String, @Nullable Void>of("it", Codec.TEXT, Codec.TEXT, program)
        .answers(Price.class, Codec.NUMBER);
  }

  /// What is said when the program is restored after some steps.
  private NotDeterministic difference(int steps, Program<String, String, @Nullable Void> program) {
    var replayable =
        replayable(io -> {
          try {
            return program.run(io);
          } finally {
            ended = true;
          }
        });
    try (var run = replayable.start()) {
      for (int i = 0; i < steps; i++) {
        run.next();
      }
      byte[] snapshot = run.snapshot();
      isSecond = true;
      return catchThrowableOfType(NotDeterministic.class, () -> replayable.restore(snapshot));
    }
  }

  private static void assertSays(NotDeterministic difference, String step, String what) {
    assertThat(difference)
        .hasMessage(
            "coroutine 'it', step "
                + step
                + ": "
                + what
                + " before: the program is not deterministic, or has changed");
  }

  @Test
  void anotherOutput() {
    NotDeterministic difference =
        difference(
            3,
            io -> {
              io.write("same");
              io.yield();
              io.write(was("a", "b"));
              return null;
            });

    assertSays(difference, "3", "it wrote \"b\" where it wrote \"a\"");
    assertThat(difference.step()).isEqualTo(3);
    assertThat(ended).isTrue(); // it was closed
  }

  @Test
  void anotherLongOutputIsToldByItsHash() {
    String same = "x".repeat(100);
    NotDeterministic difference =
        difference(
            1,
            io -> {
              io.write(same + was("a", "b"));
              return null;
            });

    String begin = "it wrote \"" + same.substring(0, 32) + "\"... (101 bytes, hash ";
    assertThat(difference.getMessage()).contains("step 1: " + begin).contains(") where " + begin);
  }

  @Test
  void anOutputWhereItRead() {
    assertSays(
        difference(
            1,
            io -> {
              if (isSecond) {
                io.write("c");
              }
              io.read();
              return null;
            }),
        "1",
        "it wrote \"c\" where it read");
  }

  @Test
  void anEndWhereItGaveWay() {
    assertSays(
        difference(
            1,
            io -> {
              if (!isSecond) {
                io.yield();
              }
              return null;
            }),
        "1",
        "it returned where it gave way");
  }

  @Test
  void anotherRequest() {
    assertSays(
        difference(
            1,
            io -> {
              io.ask(was(new Price("tea"), new Weight(new int[] {1})));
              return null;
            }),
        "1",
        "it asked io.weightless.snapshot.NotDeterministicTest$Weight where it asked"
            + " io.weightless.snapshot.Price");
  }

  /// What has an identity only, as an array, is another one each time.
  @Test
  void anEqualRequestIsNoDifference() {
    var replayable =
        replayable(io -> {
          io.ask(new Weight(new int[] {1}));
          return null;
        });
    try (var run = replayable.start()) {
      run.next();
      try (var again = replayable.restore(run.snapshot())) {
        assertThat(again.step()).isInstanceOf(Step.Asks.class);
      }
    }
  }

  @Test
  void anotherEffectAndItIsNotDone() {
    int[] done = new int[1];
    NotDeterministic difference =
        difference(
            1,
            io -> {
              io.ask(Effect.of(was("pay", "ship"), Codec.NUMBER, () -> (long) done[0]++));
              io.yield();
              return null;
            });

    assertSays(difference, "1", "it took effect 'ship' where it took effect 'pay'");
    assertThat(done[0]).isEqualTo(1);
  }

  @Test
  void anEffectWhereThereWasNone() {
    int[] done = new int[1];
    NotDeterministic difference =
        difference(
            1,
            io -> {
              if (isSecond) {
                io.ask(Effect.of("pay", Codec.NUMBER, () -> (long) done[0]++));
              }
              io.write("thanks");
              return null;
            });

    assertSays(difference, "1", "it took effect 'pay' where it wrote \"thanks\"");
    assertThat(done[0]).isZero();
  }

  @Test
  void noEffectWhereThereWasOne() {
    assertSays(
        difference(
            1,
            io -> {
              if (!isSecond) {
                io.ask(Effect.of("pay", Codec.NUMBER, () -> 1L));
              }
              io.write("thanks");
              return null;
            }),
        "1",
        "it wrote \"thanks\" where it took effect 'pay'");
  }

  @Test
  void aCheckpointWhereThereWasNone() {
    var replayable =
        Replayable.<Long, String, String, String>of(
            "it",
            0L,
            Codec.NUMBER,
            Codec.TEXT,
            Codec.TEXT,
            (_, io) -> {
              io.write("a");
              if (isSecond) {
                io.ask(new Checkpoint<>(7L));
              }
              io.write("b");
              return "";
            });
    try (var run = replayable.start()) {
      run.next();
      run.next();
      isSecond = true;

      assertThatThrownBy(() -> replayable.restore(run.snapshot()))
          .isInstanceOf(NotDeterministic.class)
          .hasMessageContaining(
              "step 2: it made a checkpoint of \"7\" where it wrote \"b\" before");
    }
  }

  @Test
  void aFailureWhereItWentOn() {
    NotDeterministic difference =
        difference(
            1,
            io -> {
              io.write("one " + List.of("a", "b").get(was(1, 2)));
              return null;
            });

    assertSays(
        difference,
        "1",
        "it failed with java.lang.IndexOutOfBoundsException where it wrote \"one b\"");
    assertThat(difference).hasCauseInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aProgramThatCatchesItIsToldAgain() {
    int[] done = new int[1];
    NotDeterministic difference =
        difference(
            1,
            io -> {
              try {
                io.ask(Effect.of(was("a", "b"), Codec.NUMBER, () -> (long) done[0]++));
              } catch (IllegalStateException caught) {
                io.ask(Effect.of("a", Codec.NUMBER, () -> (long) done[0]++));
              }
              io.write("on");
              return null;
            });

    assertSays(difference, "1", "it took effect 'b' where it took effect 'a'");
    assertThat(done[0]).isEqualTo(1);
  }

  @Test
  void aChangedProgramIsToldWhatItDoesOtherwise() {
    byte[] snapshot;
    try (var old = replayable(io -> asks(io, "name?", "age?")).start()) {
      old.next();
      old.next();
      snapshot = old.snapshot();
    }
    assertThatThrownBy(() -> replayable(io -> asks(io, "name?", "mail?")).restore(snapshot))
        .isInstanceOf(NotDeterministic.class)
        .hasMessageContaining("step 2: it wrote \"mail?\" where it wrote \"age?\" before");
  }

  private static @Nullable Void asks(Io<String, String> io, String... questions) {
    for (String question : questions) {
      io.write(question);
    }
    return null;
  }
}
