package io.weightless.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.weightless.coroutine.Io;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What can't be in a snapshot is refused before there is one.
class TermsTest {
  private final Replayable<@Nullable Void, String, String, String> reader =
      Replayable.of("reader", Codec.TEXT, Codec.TEXT, Io::next);

  @Test
  void aNegativeVersionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.version(-3))
        .withMessage("a version is not negative: -3");
  }

  @Test
  void aNegativeLimitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader.limit(-3))
        .withMessage("a limit is not negative: -3");
  }

  @Test
  void aNameThatHasNoBytesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replayable.of("\uD800", Codec.TEXT, Codec.TEXT, Io::next));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Effect.of("\uD800", Codec.TEXT, () -> ""));
  }

  /// It would be another one when it is made again.
  @Test
  void aFailureWhoseMessageHasNoBytesIsNotJournaled() {
    var catching =
        Replayable.<String, String, String>of("catching", Codec.TEXT, Codec.TEXT, this::caught)
            .failures(IllegalArgumentException.class, IllegalArgumentException::new);
    try (var run = catching.start()) {
      run.next();
      run.fail(new IllegalArgumentException("\uD800"));
      assertThat(run.obstacle())
          .startsWith("step 2: the message of java.lang.IllegalArgumentException can't be written");
    }
  }

  private String caught(Io<String, String> io) {
    try {
      return io.next();
    } catch (IllegalArgumentException e) {
      io.write("caught");
      return "";
    }
  }
}
