package io.weightless.active;

import io.weightless.engine.internal.StageWait;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Answer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// What the methods of a proxy do.
final class Methods implements InvocationHandler {
  private final Active active;
  private final Class<?> type;
  private final Object object;

  Methods(Active active, Class<?> type, Object object) {
    this.active = active;
    this.type = type;
    this.object = object;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    String name = type.getSimpleName() + "." + method.getName();
    if (givesFuture(method.getReturnType())) {
      return active.call(name, () -> future(name, perform(method, arguments)));
    }
    if (Active.isCallback()) {
      throw new IllegalStateException(
          "a callback can't wait for " + name + "; a method that returns a future need not wait");
    }
    return Strand.currentOrNull() == null
        ? onThread(name, method, arguments)
        : inTask(name, method, arguments);
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "active " + type.getSimpleName() + "@" + System.identityHashCode(proxy);
    };
  }

  private static boolean givesFuture(Class<?> returned) {
    return returned == CompletableFuture.class
        || returned == CompletionStage.class
        || returned == Future.class;
  }

  /// In the task.
  @SuppressWarnings("NullAway") // many methods have no arguments
  private @Nullable Object perform(Method method, Object @Nullable [] arguments) throws Exception {
    method.trySetAccessible(); // the interface need not be public
    try {
      return method.invoke(object, arguments);
    } catch (InvocationTargetException e) {
      throw thrown(e.getCause());
    }
  }

  private static Exception thrown(@Nullable Throwable thrown) {
    return switch (thrown) {
      case Error error -> throw error;
      case Exception exception -> exception;
      case null, default -> throw new AssertionError(thrown);
    };
  }

  /// What the object's own future gives, in the task that called it: so a call is under way until
  /// then.
  private static @Nullable Object future(String name, @Nullable Object given) throws Exception {
    return switch (given) {
      case CompletionStage<?> stage -> result(stage.toCompletableFuture());
      case Future<?> future -> future.get();
      case null, default -> throw new IllegalStateException(name + " gave no future");
    };
  }

  private static @Nullable Object result(CompletableFuture<?> future) throws Exception {
    awaitEnd(future);
    return outcome(future);
  }

  /// Of one that is done.
  private static @Nullable Object outcome(CompletableFuture<?> future) throws Exception {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw thrown(e.getCause());
    } catch (CancellationException e) {
      throw e.getCause() instanceof CancellationException said ? said : e;
    }
  }

  /// Who is cancelled meanwhile cancels it.
  private static void awaitEnd(CompletableFuture<?> future) {
    Answer.<Boolean, RuntimeException>await(answer -> {
      answer.whenCancelled(() -> future.cancel(true));
      var _ = future.whenComplete((_, _) -> answer.done(true));
    });
  }

  private @Nullable Object inTask(String name, Method method, Object @Nullable [] arguments)
      throws Exception {
    Suspension.checkpoint(); // or it would begin for nobody
    var call = active.call(name, () -> perform(method, arguments));
    if (Strand.current().carrier() == active.carrier()) {
      awaitHere(call);
    } else {
      awaitEnd(call);
    }
    return outcome(call);
  }

  /// Only the caller's own reactor ends it, so on that reactor all can wait for it in vain.
  private void awaitHere(CompletableFuture<?> call) {
    StageWait.on(call)
        .await(
            call,
            () -> {
              active.carrier().post(call, () -> call.cancel(true));
              return true;
            });
  }

  private @Nullable Object onThread(String name, Method method, Object @Nullable [] arguments)
      throws Exception {
    var call = active.call(name, () -> perform(method, arguments));
    try {
      var _ = call.handle((_, _) -> true).get();
    } catch (InterruptedException _) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("the thread was interrupted while it waited for " + name);
    } catch (ExecutionException e) {
      throw new AssertionError("the end of a call does not fail", e);
    }
    return outcome(call);
  }
}
