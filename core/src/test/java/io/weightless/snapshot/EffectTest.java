package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.CoroutineFailed;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Step;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a program takes from the world it takes once.
class EffectTest {
  private final AtomicLong clock = new AtomicLong(5);

  private final Replayable<@Nullable Void, String, Long, String> watch =
      Replayable.of("watch", Codec.TEXT, Codec.NUMBER, this::tell);

  private String tell(Io<String, Long> io) {
    while (true) {
      io.write(io.ask(Effect.of("now", Codec.NUMBER, clock::getAndIncrement)));
    }
  }

  @Test
  void aRestoredProgramGetsWhatWasTakenBeforeAndTakesTheRestItself() {
    try (var run = watch.start()) {
      run.next();
      assertThat(run.next()).isEqualTo(new Step.Output<>(6L));
      clock.set(100);

      try (var again = watch.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(new Step.Output<>(6L));
        assertThat(clock).hasValue(100);
        assertThat(again.next()).isEqualTo(new Step.Output<>(100L));
      }
    }
  }

  @Test
  void anEffectThatFailedFailsAgain() {
    Replayable<@Nullable Void, String, String, String> reader =
        Replayable.of("reader", Codec.TEXT, Codec.TEXT, this::read)
            .failures(IOException.class, IOException::new);
    try (var run = reader.start()) {
      assertThat(run.next()).isEqualTo(new Step.Output<>("no file 5"));

      try (var again = reader.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(new Step.Output<>("no file 5"));
        assertThat(clock).hasValue(6);
      }
    }
  }

  private String read(Io<String, String> io) {
    try {
      return io.ask(Effect.of("read", Codec.TEXT, this::missing));
    } catch (CoroutineFailed e) {
      io.write(String.valueOf(e.getCause().getMessage()));
      return "";
    }
  }

  private String missing() throws IOException {
    throw new IOException("no file " + clock.getAndIncrement());
  }

  /// It goes on as it would without a journal.
  @Test
  void whatItsFailureIsMadeOfHasToBeKnownForASnapshot() {
    Replayable<@Nullable Void, String, String, String> reader =
        Replayable.of("reader", Codec.TEXT, Codec.TEXT, this::read);
    try (var run = reader.start()) {
      assertThat(run.next()).isEqualTo(new Step.Output<>("no file 5"));
      assertThatIllegalStateException()
          .isThrownBy(run::snapshot)
          .withMessage(
              "coroutine 'reader' has no snapshot: step 1: effect 'read' threw"
                  + " java.io.IOException, which failures() was not told how to make");
      assertThat(run.next()).isEqualTo(new Step.Done<>("", List.of()));
    }
  }

  @Test
  void whatItIsHasToBeWritableForASnapshot() {
    Replayable<@Nullable Void, String, String, String> odd =
        Replayable.of(
            "odd",
            Codec.TEXT,
            Codec.TEXT,
            io -> {
              io.write(io.ask(Effect.of("half", Codec.TEXT, () -> "\uD800")));
              return "";
            });
    try (var run = odd.start()) {
      assertThat(run.next()).isEqualTo(new Step.Output<>("\uD800"));
      assertThat(run.obstacle())
          .startsWith("step 1: what it did can't be written: ")
          .endsWith("text with an unpaired surrogate has no bytes");
    }
  }

  @Test
  void anEffectInsideOfAnotherIsAPartOfIt() {
    Replayable<@Nullable Void, String, String, String> nested =
        Replayable.of("nested", Codec.TEXT, Codec.TEXT, this::nest);
    try (var run = nested.start()) {
      assertThat(run.next()).isEqualTo(new Step.Output<>("at 5"));

      try (var again = nested.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(new Step.Output<>("at 5"));
        assertThat(clock).hasValue(6);
      }
    }
  }

  private String nest(Io<String, String> io) {
    Effect<Long> now = Effect.of("now", Codec.NUMBER, clock::getAndIncrement);
    io.write(io.ask(Effect.of("at", Codec.TEXT, () -> "at " + io.ask(now))));
    return "";
  }

  @Test
  void aStepInsideOfAnEffectLeavesNoSnapshot() {
    Replayable<@Nullable Void, String, String, String> writer =
        Replayable.of("writer", Codec.TEXT, Codec.TEXT, io -> io.ask(writing(io)));
    try (var run = writer.start()) {
      assertThat(run.next()).isEqualTo(new Step.Output<>("inside"));
      assertThat(run.obstacle())
          .isEqualTo("step 1: it read, wrote, asked or gave way inside of effect 'write'");
      assertThat(run.next()).isEqualTo(new Step.Done<>("written", List.of()));
      assertThat(run.obstacle()).isNotNull();
    }
  }

  private static Effect<String> writing(Io<String, String> io) {
    return Effect.of(
        "write",
        Codec.TEXT,
        () -> {
          io.write("inside");
          return "written";
        });
  }

  @Test
  void aCheckpointInsideOfAnEffectIsRefused() {
    Replayable<@Nullable Void, String, String, String> wrong =
        Replayable.of(
            "wrong",
            Codec.TEXT,
            Codec.TEXT,
            io ->
                io.ask(
                    Effect.of(
                        "it",
                        Codec.TEXT,
                        () -> {
                          io.ask(new Checkpoint<>("state"));
                          return "never";
                        })));
    assertThatIllegalStateException()
        .isThrownBy(wrong.start()::next)
        .withMessage("there is no checkpoint inside of effect 'it'");
  }

  /// Else each page of a dialogue would do it, and each that is restored from it again.
  @Test
  void oneThatIsPutAwayDoesNothingAnyMore() {
    Replayable<@Nullable Void, String, String, String> holder =
        Replayable.of("holder", Codec.TEXT, Codec.TEXT, this::hold);
    byte[] snapshot;
    try (var run = holder.start()) {
      run.next();
      snapshot = run.snapshot();
    }
    assertThat(clock).hasValue(5);
    holder.restore(snapshot).close();
    assertThat(clock).hasValue(5);

    try (var again = holder.restore(snapshot)) {
      assertThat(again.send("done")).isEqualTo(new Step.Done<>("done", List.of()));
      assertThat(clock).hasValue(6);
    }
  }

  private String hold(Io<String, String> io) {
    try {
      return io.next();
    } finally {
      io.ask(Effect.of("release", Codec.NUMBER, clock::getAndIncrement));
    }
  }

  @Test
  void oneThatIsFailedComesToItsEnd() {
    Replayable<@Nullable Void, String, String, String> holder =
        Replayable.of("holder", Codec.TEXT, Codec.TEXT, this::hold);
    try (var run = holder.start()) {
      run.next();
      assertThatIllegalStateException()
          .isThrownBy(() -> run.fail(new IllegalStateException("over")))
          .withMessage("over");
      assertThat(clock).hasValue(6);
    }
  }

  @Test
  void inAPlainCoroutineItsDriverAnswers() throws Exception {
    try (Coroutine<String, Long, String> plain = Coroutine.of("plain", this::tell)) {
      if (plain.next() instanceof Step.Asks<?, ?, ?>(var request)
          && request instanceof Effect<?> effect) {
        assertThat(effect.run()).isEqualTo(5L);
        assertThat(effect).hasToString("effect 'now'");
      } else {
        throw new AssertionError("it asks nothing: " + plain.step());
      }
    }
  }
}
