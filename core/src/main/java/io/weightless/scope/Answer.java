package io.weightless.scope;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.StageWait;
import io.weightless.engine.internal.Suspension;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What a task waits for that is told by a callback: it starts what calls back, and goes on with
/// the answer.
///
/// ```java
/// Reply reply = Answer.await(answer -> api.ask(question, answer::done, answer::fail));
/// ```
///
/// The first answer counts, whichever thread it comes from, at once or later; what comes after it,
/// or after the wait was cancelled, is nobody's concern. The way back, from a task to who wants to
/// be called, is `Active`. (Monocle's bridge to callbacks.)
///
/// - **Cost**: a few small objects; no turn when it answers at once.
public final class Answer<T extends @Nullable Object>
    implements BiConsumer<T, @Nullable Throwable>, Suspension.Foreign {
  private final Carrier home = Carrier.current();
  private final Suspension<T> wait = new Suspension<>(this);

  /// Whether there is an answer, or nobody waits for one any more.
  private final AtomicBoolean settled = new AtomicBoolean();

  private @Nullable Runnable withdrawal;

  /// What calls back.
  @FunctionalInterface
  public interface Start<T extends @Nullable Object, X extends Exception> {
    void start(Answer<T> answer) throws X;
  }

  private Answer() {}

  /// Starts what calls back, and waits for its answer.
  ///
  /// - **Waits**: until it comes; a cancellation point also when it is there.
  /// - **Cancelled**: before, nothing is started. While it waits, the wait ends at once, and what
  ///   [#whenCancelled] was given is run.
  ///
  /// @throws X when `start` does
  /// @throws TaskFailed when the answer is a checked exception; unchecked ones are thrown as they
  ///   are, and the cancellation of a task elsewhere as a `CancellationException`
  /// @throws IllegalStateException outside a task
  public static <T extends @Nullable Object, X extends Exception> T await(Start<T, X> start)
      throws X {
    Suspension.checkpoint();
    Answer<T> answer = new Answer<>();
    try {
      start.start(answer);
    } catch (Throwable e) {
      answer.settled.set(true);
      throw e;
    }
    return answer.wait.await(answer::withdraw);
  }

  /// The answer. From any thread.
  ///
  /// @return whether it was the first one, and somebody waits for it
  public boolean done(T value) {
    return settle(() -> wait.resume(value));
  }

  /// The answer is a failure. From any thread.
  ///
  /// @return whether it was the first one, and somebody waits for it
  public boolean fail(Throwable failure) {
    String task = wait.strand().name();
    Throwable told = AwaitedStage.ofElsewhere(failure, "what was to answer was cancelled");
    return settle(() -> wait.fail(Task.thrownFor(task, told)));
  }

  /// The one or the other: a failure unless that is null. For those who call back with both, as
  /// `CompletionStage#whenComplete`, whose wrapping of a failure is taken off.
  @Override
  public void accept(T value, @Nullable Throwable failure) {
    if (failure == null) {
      done(value);
    } else {
      fail(StageWait.beforeItWasPassedOn(failure));
    }
  }

  /// Has `withdrawal` run when the wait is cancelled before there is an answer, in a turn of its
  /// own: to take back what was asked for. For the task, while it starts what calls back.
  public void whenCancelled(Runnable withdrawal) {
    this.withdrawal = withdrawal;
  }

  private boolean settle(Runnable how) {
    boolean first = settled.compareAndSet(false, true);
    if (first) {
      home.run(this, how);
    }
    return first;
  }

  private boolean withdraw() {
    boolean first = settled.compareAndSet(false, true);
    if (first && withdrawal != null) {
      home.post(this, withdrawal);
    }
    return first;
  }

  @Override
  public String toString() {
    return "an answer";
  }
}
