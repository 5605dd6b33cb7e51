package io.weightless.http.jdk;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.ReactorFuture;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What an application asks of its connection, which only the connection's own task touches: that
/// does one after the other, while whoever has asked waits, a task or any other thread.
///
/// Those who ask wait, so there are no more than threads that use one exchange.
final class Errands {
  // I1 all fields are the reactor's.

  private final ApplicationTasks tasks;
  private final Application application;
  private final Deque<Errand<?>> asked = new ArrayDeque<>();

  /// In which the connection's task waits for one.
  private @Nullable Suspension<@Nullable Void> idle;

  /// Why none is done any more.
  private @Nullable String over;

  /// One of them, and who is told when it is done.
  private record Errand<T extends @Nullable Object>(Callable<T> job, ReactorFuture<T> answer) {
    /// What ends the connection's task is for nobody else.
    void perform() {
      try {
        answer.complete(job.call());
      } catch (Exception failure) {
        answer.completeExceptionally(failure);
      } catch (Error end) {
        answer.completeExceptionally(new IOException("the server has ended the exchange"));
        throw end;
      }
    }

    void refuse(String why) {
      answer.completeExceptionally(new IOException(why));
    }
  }

  /// What the connection's task waits for.
  ///
  /// @param isForeign whether it runs where nobody here knows
  private record Application(boolean isForeign) implements Suspension.Foreign {
    @Override
    public String toString() {
      return "an application of com.sun.net.httpserver";
    }
  }

  Errands(ApplicationTasks tasks, boolean isForeign) {
    this.tasks = tasks;
    this.application = new Application(isForeign);
  }

  /// Has `job` done, for whoever may give up before it is: then its result must not be lost.
  ///
  /// - **Waits**: until it is done; a cancellation point, of which an interrupt is one elsewhere.
  ///
  /// @throws IOException when it does, or none is done any more
  <T extends @Nullable Object> T ask(Callable<T> job) throws IOException {
    return await(submit(job));
  }

  /// The same for what must be done when this returns: it is no cancellation point.
  <T extends @Nullable Object> T askSurely(Callable<T> job) throws IOException {
    ReactorFuture<T> answer = submit(job);
    if (answer.isDone()) {
      return await(answer);
    }
    return isInTask() ? Scope.<T, IOException>shield(_ -> await(answer)) : awaitOnThread(answer);
  }

  private static boolean isInTask() {
    return Strand.currentOrNull() != null;
  }

  private <T extends @Nullable Object> ReactorFuture<T> submit(Callable<T> job) throws IOException {
    Errand<T> errand = new Errand<>(job, tasks.executor().future());
    tell(() -> put(errand));
    return errand.answer();
  }

  private void put(Errand<?> errand) {
    if (over == null) {
      asked.add(errand);
      wake();
    } else {
      errand.refuse(over);
    }
  }

  /// Changes something of the exchange, on the reactor, and has the connection's task look.
  ///
  /// - **Order**: that of the calls by one thread.
  /// - **Waits**: never.
  ///
  /// @throws IOException when there is no reactor any more
  void tell(Runnable change) throws IOException {
    if (tasks.areHere()) {
      change.run();
      wake();
      return;
    }
    try {
      tasks
          .reactor()
          .post(() -> {
            change.run();
            wake();
          });
    } catch (IllegalStateException e) {
      throw new IOException("the server is gone", e);
    }
  }

  private void wake() {
    if (idle != null) {
      idle.resume(null);
    }
  }

  private static <T extends @Nullable Object> T await(ReactorFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the connection was waited for");
    }
  }

  private static <T extends @Nullable Object> T awaitOnThread(ReactorFuture<T> answer)
      throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (ExecutionException e) {
          throw failure(e);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException failure(ExecutionException e) {
    Throwable cause = Objects.requireNonNull(e.getCause());
    return new IOException(String.valueOf(cause.getMessage()), cause);
  }

  /// Does what is asked until `isOver`; in the connection's task.
  ///
  /// - **Waits**: until then; a cancellation point.
  void doUntil(BooleanSupplier isOver) {
    while (!isOver.getAsBoolean()) {
      Errand<?> next = asked.poll();
      if (next == null) {
        awaitOne();
      } else {
        next.perform();
      }
    }
  }

  private void awaitOne() {
    Suspension<@Nullable Void> wait = new Suspension<>(application);
    idle = wait;
    try {
      wait.await(() -> true);
    } finally {
      idle = null;
    }
  }

  /// None is done from now on; those who have asked are told why. Idempotent.
  void end(String why) {
    if (over == null) {
      over = why;
      asked.forEach(errand -> errand.refuse(why));
      asked.clear();
    }
  }

  boolean isOver() {
    return over != null;
  }
}
