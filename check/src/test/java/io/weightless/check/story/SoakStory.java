package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.soak.Findings;
import io.weightless.check.soak.Soak;
import io.weightless.testkit.FastEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `./soak`, for a minute with `CI=true`.
@FastEngine // in a process of its own, as the script starts it
final class SoakStory {
  private static final Duration LENGTH =
      Duration.ofSeconds("true".equals(System.getenv("CI")) ? 60 : 6);

  @Test
  @Timeout(400)
  void whatGoodAndBadClientsLeaveBehindDoesNotGrow() throws Exception {
    Findings findings = Soak.of(LENGTH);

    assertThat(findings.complaints()).isEmpty();
    assertThat(findings.answers()).isPositive();
  }
}
