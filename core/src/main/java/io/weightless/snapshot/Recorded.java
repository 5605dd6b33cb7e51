package io.weightless.snapshot;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run of a [Replayable] program: a coroutine whose driver can put its state away. It is driven
/// as a [Coroutine], and with the same failures; all that it is given is journaled.
///
/// - **Runs on**, **Ends**: as a [Coroutine]; and until it is closed or has ended it is one.
/// - **Cost**: of memory, that of a snapshot.
public final class Recorded<I, O, R extends @Nullable Object> implements AutoCloseable {
  private final Run<?, I, O, R> run;

  Recorded(Run<?, I, O, R> run) {
    this.run = run;
  }

  /// As [Coroutine#next].
  public Step<I, O, R> next() {
    return run.next();
  }

  /// As [Coroutine#send].
  public Step<I, O, R> send(I input) {
    return run.send(input);
  }

  /// As [Coroutine#end].
  public Step<I, O, R> end() {
    return run.end();
  }

  /// As [Coroutine#answer]; to be journaled it has to be one of [Replayable#answers].
  public <A extends @Nullable Object> Step<I, O, R> answer(Request<A> request, A answer) {
    return run.answer(request, answer);
  }

  /// As [Coroutine#fail]; to be journaled it has to be one of [Replayable#failures].
  public Step<I, O, R> fail(Throwable problem) {
    return run.fail(problem);
  }

  /// What it wants now; null before its first step, and when it has failed or was closed.
  public @Nullable Step<I, O, R> step() {
    return run.coroutine().step();
  }

  /// As [Coroutine#isDone].
  public boolean isDone() {
    return run.coroutine().isDone();
  }

  /// As [Coroutine#result].
  public R result() {
    return run.coroutine().result();
  }

  /// As [Coroutine#rest].
  public List<I> rest() {
    return run.coroutine().rest();
  }

  /// Its state, for [Replayable#restore]; it goes on as if nothing had been.
  ///
  /// They are not encrypted, nor signed: their checksum finds damage, not fraud.
  ///
  /// - **Waits**: never.
  /// - **Limit**: [Replayable#limit] bytes.
  ///
  /// @throws IllegalStateException while it runs, when it has failed or was closed, and when
  ///   something since its last checkpoint could not be journaled, which the message names
  public byte[] snapshot() {
    return run.snapshot();
  }

  /// Why there is no snapshot of it now; null when there is one.
  public @Nullable String obstacle() {
    return run.obstacle();
  }

  /// As [Coroutine#close], but an [Effect] in a `finally` block is not done: a snapshot of this may
  /// go on. To have the program itself come to its end, [fail] it.
  @Override
  public void close() {
    run.coroutine().close();
  }

  @Override
  public String toString() {
    return "recorded " + run.coroutine();
  }
}
