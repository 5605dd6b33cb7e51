package io.weightless.deferred;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Interruption;
import io.weightless.engine.internal.StageWait;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// From stages and tasks to Deferreds, and back.
final class Bridges {
  private Bridges() {}

  @SuppressWarnings("unchecked") // a Deferred of what is a T gives Ts
  static <T extends @Nullable Object> Deferred<T> deferred(CompletionStage<? extends T> stage) {
    if (stage instanceof Deferred<?> already) {
      return (Deferred<T>) already;
    }
    Carrier carrier = Carrier.currentOrNull();
    return carrier == null ? complete(stage) : answered(stage, carrier);
  }

  private static <T extends @Nullable Object> Deferred<T> complete(
      CompletionStage<? extends T> stage) {
    Deferred<T> deferred = new Deferred<>();
    stage.whenComplete((value, failure) -> answer(deferred, value, failure));
    if (!deferred.isFired()) {
      throw new IllegalStateException("a stage that is not complete needs a reactor");
    }
    return deferred;
  }

  private static <T extends @Nullable Object> Deferred<T> answered(
      CompletionStage<? extends T> stage, Carrier carrier) {
    ToCome toCome = new ToCome(Accounts.of(carrier));
    Deferred<T> deferred =
        new Deferred<>(_ -> {
          toCome.over();
          stage.toCompletableFuture().cancel(false);
        });
    stage.whenComplete((value, failure) -> {
      Runnable answer =
          () -> {
            toCome.over();
            answer(deferred, value, failure);
          };
      carrier.run("a stage's answer to a Deferred", answer);
    });
    return deferred;
  }

  /// An answer that counts until it is there, or nobody waits for it any more: the stage of a
  /// Deferred that was cancelled may never be complete.
  private static final class ToCome {
    private final Accounts accounts;
    private boolean isOver;

    ToCome(Accounts accounts) {
      this.accounts = accounts;
      accounts.answersToCome++;
    }

    void over() {
      if (!isOver) {
        isOver = true;
        accounts.answersToCome--;
      }
    }
  }

  /// It may have been cancelled meanwhile.
  private static <T extends @Nullable Object> void answer(
      Deferred<T> deferred, T value, @Nullable Throwable failure) {
    if (deferred.isFired()) {
      return;
    }
    if (failure == null) {
      fire(deferred, value);
    } else {
      deferred.errback(StageWait.beforeItWasPassedOn(failure));
    }
  }

  static <T extends @Nullable Object> Deferred<T> deferred(
      Scope scope, String name, Callable<? extends T> work) {
    Task<?>[] task = new Task<?>[1];
    Deferred<T> deferred = Deferred.patient(_ -> task[0].cancel("its Deferred was cancelled"));
    task[0] = scope.start(name, () -> run(work, deferred));
    return deferred;
  }

  private static <T extends @Nullable Object> void run(
      Callable<? extends T> work, Deferred<T> deferred) {
    T value;
    try {
      value = work.call();
    } catch (Cancelled cancelled) {
      deferred.errback(cancelled);
      throw cancelled;
    } catch (Throwable e) {
      if (Interruption.isSaidBy(e) && Strand.current().pending() instanceof Cancelled cancelled) {
        deferred.errback(cancelled);
        throw cancelled;
      }
      deferred.errback(e);
      return;
    }
    fire(deferred, value);
  }

  /// A value that is refused is a failure: nobody else is there to be told.
  private static <T extends @Nullable Object> void fire(Deferred<T> deferred, T value) {
    try {
      Chain.checkValue(value);
    } catch (IllegalArgumentException refused) {
      deferred.errback(refused);
      return;
    }
    deferred.callback(value);
  }

  static <T extends @Nullable Object> CompletableFuture<T> future(Deferred<T> deferred) {
    View<T> view = new View<>(deferred.carrier());
    deferred.add(
        new Link.Tap() {
          @Override
          boolean shows(@Nullable Object result) {
            return view.take(result);
          }
        });
    if (!view.isDone()) {
      var _ =
          view.whenComplete((_, _) -> {
            if (view.isCancelled()) {
              view.run(deferred::cancel);
            }
          });
    }
    return view;
  }

  /// Stages that are made of it go on, by themselves, on the reactor.
  private static final class View<T extends @Nullable Object> extends CompletableFuture<T>
      implements Executor {
    private final @Nullable Carrier carrier;

    View(@Nullable Carrier carrier) {
      this.carrier = carrier;
    }

    @SuppressWarnings("unchecked") // it was given to a Deferred of that type
    boolean take(@Nullable Object result) {
      return result instanceof Chain.Failed(Throwable failure)
          ? completeExceptionally(failure)
          : complete((T) result);
    }

    void run(Runnable action) {
      if (carrier == null) {
        action.run();
      } else {
        carrier.run(action, action);
      }
    }

    /// In a turn of its own.
    @Override
    public void execute(Runnable action) {
      if (carrier == null) {
        super.defaultExecutor().execute(action);
      } else {
        carrier.post(action);
      }
    }

    @Override
    public Executor defaultExecutor() {
      return this;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new View<>(carrier);
    }
  }
}
