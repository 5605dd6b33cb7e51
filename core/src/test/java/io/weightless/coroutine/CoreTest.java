package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What one stack keeps by itself, whoever steps it: no driver does this through a [Line].
class CoreTest {
  @AutoClose
  private final Reactor reactor =
      Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);

  private final List<@Nullable String> trail = new ArrayList<>();

  @Test
  void whatItWasGivenBesideAProblemIsNotWhatItReadsNext() {
    Core<String, String, @Nullable Void> reader = new Core<>("reader", this::readTwice);
    reactor.run(() -> {
      reader.line.next();
      reader.give("stale");
      assertThat(reader.line.fail(new IllegalStateException("problem")))
          .isEqualTo(new Step.NeedsInput<>());
      reader.line.end();
    });

    assertThat(trail).containsExactly("problem", null);
  }

  private @Nullable Void readTwice(Io<String, String> io) {
    try {
      trail.add(io.read());
    } catch (IllegalStateException e) {
      trail.add(e.getMessage());
    }
    trail.add(io.read());
    return null;
  }
}
