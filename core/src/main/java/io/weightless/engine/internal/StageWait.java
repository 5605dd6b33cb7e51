package io.weightless.engine.internal;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One strand's wait for a stage, which any thread may complete.
///
/// - **Runs on**: the strand that asks; only the stage's answer comes from anywhere, by a post when
///   it is another thread's.
/// - **Cost**: a stage that is complete needs no turn. One that never is keeps some hundred bytes
///   of each wait that was given up, but not the strand.
public final class StageWait<T extends @Nullable Object>
    implements BiConsumer<T, @Nullable Throwable> {
  private enum Phase {
    /// To one of the others.
    ASKED,
    /// The strand is to be told. Back to ASKED when it gives up.
    WAITING,
    ANSWERED
  }

  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.ASKED);

  /// Written before the phase is WAITING, and read after.
  private @Nullable Suspension<@Nullable Void> told;

  /// Written before the phase is ANSWERED, and read after.
  private @Nullable T value;

  private @Nullable Throwable failure;

  private StageWait() {}

  /// Asks `stage` for its outcome.
  public static <T extends @Nullable Object> StageWait<T> on(CompletionStage<T> stage) {
    StageWait<T> wait = new StageWait<>();
    var _ = stage.whenComplete(wait);
    return wait;
  }

  /// Whether the outcome is there.
  public boolean isOver() {
    return phase.get() == Phase.ANSWERED;
  }

  /// Waits until it is, or until [#giveUp].
  ///
  /// @param awaited for reports; a [Suspension.Foreign] one comes from another thread
  /// @param whenCancelled asked whether the wait ends when the strand is cancelled
  public void await(Object awaited, Suspension.Withdrawal whenCancelled) {
    if (isOver()) {
      return;
    }
    Suspension<@Nullable Void> answer = new Suspension<>(awaited);
    told = answer;
    if (phase.compareAndSet(Phase.ASKED, Phase.WAITING)) {
      try {
        answer.await(whenCancelled);
      } finally {
        forget();
      }
    }
  }

  /// A stage that is never complete must not hold the strand.
  private void forget() {
    if (phase.compareAndSet(Phase.WAITING, Phase.ASKED)) {
      told = null;
    }
  }

  /// Ends the wait without an outcome; for the strand's reactor.
  public void giveUp() {
    Suspension<@Nullable Void> waiting = told;
    if (waiting != null) {
      waiting.resume(null);
    }
  }

  /// The stage is complete.
  @Override
  public void accept(T result, @Nullable Throwable thrown) {
    value = result;
    failure = thrown;
    if (phase.getAndSet(Phase.ANSWERED) == Phase.WAITING) {
      tell(Objects.requireNonNull(told));
    }
  }

  private static void tell(Suspension<@Nullable Void> waiting) {
    Carrier carrier = waiting.strand().carrier();
    carrier.run("the outcome of a stage", () -> waiting.resume(null));
  }

  /// Of a stage that did not fail.
  @SuppressWarnings("NullAway") // it is null only where T may be
  public T value() {
    return value;
  }

  /// What the stage failed with, as it was before other stages passed it on; null when it did not.
  public @Nullable Throwable failure() {
    return failure == null ? null : beforeItWasPassedOn(failure);
  }

  /// What a stage has failed with, of which others say so in a `CompletionException`.
  public static Throwable beforeItWasPassedOn(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
