package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Input;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A program with two inputs: each has its own end.
class InputsTest {
  private static final Step<String, String, String> NEEDS_INPUT = new Step.NeedsInput<>();

  private static @Nullable String readOther(Io<String, String> io) {
    return io.<@Nullable String, RuntimeException>reading(Input.of(List.of()), Io::read);
  }

  @Test
  void theEndOfAnotherInputIsNotThatOfItsOwn() {
    Replayable<@Nullable Void, String, String, String> program =
        Replayable.of("two", Codec.TEXT, Codec.TEXT, io -> readOther(io) + " " + io.read());
    try (var run = program.start()) {
      run.next();
      assertThat(run.end()).isEqualTo(NEEDS_INPUT);

      try (var again = program.restore(run.snapshot())) {
        assertThat(again.step()).isEqualTo(NEEDS_INPUT);
        assertThat(again.send("mine")).isEqualTo(new Step.Done<>("null mine", List.of()));
      }
    }
  }

  @Test
  void theEndOfItsOwnInputIsNotThatOfAnother() {
    Replayable<@Nullable Void, String, String, String> program =
        Replayable.of("two", Codec.TEXT, Codec.TEXT, io -> io.read() + " " + readOther(io));
    try (var run = program.start()) {
      run.next();
      assertThat(run.end()).isEqualTo(NEEDS_INPUT);
      assertThat(run.send("other")).isEqualTo(new Step.Done<>("null other", List.of()));
    }
  }

  @Test
  void aCheckpointKeepsTheEndOfItsOwnInputOnly() {
    Replayable<String, String, String, String> program =
        Replayable.of(
            "two",
            "first",
            Codec.TEXT,
            Codec.TEXT,
            Codec.TEXT,
            (state, io) -> {
              if (state.equals("first")) {
                readOther(io);
              }
              if (!state.equals("third")) {
                io.ask(new Checkpoint<>("second"));
                io.read();
              }
              io.ask(new Checkpoint<>("third"));
              return readOther(io) + " " + io.read();
            });
    try (var run = program.start()) {
      run.next();
      assertThat(run.end()).isEqualTo(NEEDS_INPUT);
      try (var second = program.restore(run.snapshot())) {
        assertThat(second.step()).isEqualTo(NEEDS_INPUT);
        assertThat(second.end()).isEqualTo(NEEDS_INPUT);
        try (var third = program.restore(second.snapshot())) {
          assertThat(third.step()).isEqualTo(NEEDS_INPUT);
          assertThat(third.send("b")).isEqualTo(new Step.Done<>("b null", List.of()));
        }
      }
    }
  }
}
