package io.weightless.active;

import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.FailureOwner;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Calls that are cancelled, and owners that are.
class ActiveObjectCancelTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void whoIsCancelledWhileHeWaitsCancelsTheCall() {
    scene.run(scope -> {
      Account account = Active.of(scope, Account.class, new SimpleAccount(scene));
      Task<?> caller = scope.start("caller", () -> account.slow("a"));
      Scene.sleep(1);
      caller.cancel("changed his mind");
      return null;
    });

    assertThat(scene.trail).containsExactly("begin a@0", "cancelled a@1");
  }

  @Test
  void aCallThatIsCancelledBeforeItBeginsNeverDoes() {
    scene.run(scope -> {
      Active active = Active.in(scope, 1);
      CompletableFuture<?> call = active.call("never", marks("never"));
      scene.mark(call.cancel(true));
      scene.mark(active.call("next", marks("its place is free")).isDone());
      Task.sleep(Duration.ZERO);
      scene.mark(call.isCancelled());
      return null;
    });

    assertThat(scene.trail).containsExactly(true, false, "its place is free", true);
  }

  @Test
  void aCallThatIsCancelledWhenItsTurnIsNextNeverBeginsEither() {
    scene.run(scope -> {
      Active active = Active.in(scope, 1);
      CompletableFuture<?> call = active.call("never", marks("never"));
      Task.yield();
      scene.mark(call.cancel(true));
      Task.await(active.call("next", marks("its place is free")));
      return null;
    });

    assertThat(scene.trail).containsExactly(true, "its place is free");
  }

  private Callable<Boolean> marks(String event) {
    return () -> scene.trail.add(event);
  }

  @Test
  void whoCancelsTheFutureCancelsTheTask() {
    scene.run(scope -> {
      SimpleAccount simple = new SimpleAccount(scene);
      CompletableFuture<?> call =
          Active.in(scope)
              .call(
                  "slow",
                  () -> {
                    simple.slow("a");
                    return true;
                  });
      Scene.sleep(1);
      call.cancel(true);
      return null;
    });

    assertThat(scene.trail).containsExactly("begin a@0", "cancelled a@1");
  }

  @Test
  void aFutureOfTheObjectIsCancelledWithItsCall() {
    scene.run(scope -> {
      CompletableFuture<Long> inner = new CompletableFuture<>();
      Account account =
          Active.of(
              scope,
              Account.class,
              (Account)
                  Proxy.newProxyInstance(
                      Account.class.getClassLoader(),
                      new Class<?>[] {Account.class},
                      (_, _, _) -> inner));
      CompletableFuture<Long> call = account.later(1);
      Scene.sleep(1);
      call.cancel(true);
      Scene.sleep(1);
      scene.mark(inner.isCancelled());
      return null;
    });

    assertThat(scene.trail).containsExactly(true);
  }

  @Test
  void aFailureThatNobodyWaitsForGoesToTheOwnerOfThose() {
    List<String> owned = new ArrayList<>();
    FailureOwner owner = (who, failure) -> owned.add(who + ": " + failure.getMessage());
    scene.reactor.onFailure(owner);
    scene.run(scope -> {
      CompletableFuture<?> call =
          Active.in(scope)
              .call(
                  "bad",
                  () -> {
                    try {
                      Scene.sleep(5);
                    } finally {
                      Scope.shield(() -> fails());
                    }
                    return true;
                  });
      Scene.sleep(1);
      call.cancel(true);
      return null;
    });

    assertThat(owned).containsExactly("the call 'bad', which was cancelled,: it failed");
  }

  private static void fails() {
    throw new IllegalArgumentException("it failed");
  }

  @Test
  void anInterruptThatEndsACancelledCallIsNoFailure() {
    List<Throwable> owned = new ArrayList<>();
    FailureOwner owner = (_, failure) -> owned.add(failure);
    scene.reactor.onFailure(owner);
    scene.run(scope -> {
      CompletableFuture<?> call =
          Active.in(scope)
              .call(
                  "accepts",
                  () -> {
                    scene.mark(Scene.thrownBy(() -> Scene.sleep(9)).getMessage());
                    throw new UncheckedIOException(new SocketException("Closed by interrupt"));
                  });
      Scene.sleep(1);
      call.cancel(true);
      return null;
    });

    assertThat(scene.trail).containsExactly("its call was cancelled");
    assertThat(owned).isEmpty();
  }

  @Test
  void aCancellationThatIsNotItsOwnIsTheCallersAndHarmsNobodyElse() {
    scene.run(scope -> {
      CompletableFuture<?> call =
          Active.in(scope)
              .call(
                  "stray",
                  () -> {
                    throw new Cancelled("the server went down", "somewhere else");
                  });
      scene.mark(Scene.thrownBy(() -> Task.await(call)));
      Scene.sleep(1);
      scene.markAt("goes on");
      return null;
    });

    assertThat((Throwable) scene.trail.getFirst())
        .isInstanceOf(CancellationException.class)
        .hasMessage("the call 'stray' was cancelled: the server went down");
    assertThat(scene.trail).endsWith("goes on@1");
  }

  @Test
  void whenItsScopeIsCancelledSoAreItsCalls() {
    Throwable thrown =
        endOfItsScope(() -> {
          new SimpleAccount(scene).slow("a");
          return true;
        });

    assertThat(scene.trail).containsExactly("begin a@0", "cancelled a@1");
    assertThat(thrown)
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("the call 'slow' was cancelled: ");
  }

  @Test
  void whereACancellationIsAnInterruptTheCallerIsToldTheCancellation() {
    Throwable thrown =
        endOfItsScope(() -> {
          Scene.thrownBy(() -> Scene.sleep(9));
          new CountDownLatch(1).await();
          return true;
        });

    assertThat(thrown)
        .isInstanceOf(CancellationException.class)
        .hasMessage("the call 'slow' was cancelled: the deadline of PT1S passed");
  }

  /// What a call fails with whose scope ends while it waits.
  private Throwable endOfItsScope(Callable<Boolean> body) {
    scene.run(_ -> {
      Channel<CompletableFuture<Boolean>> calls = Channel.buffered(1);
      Scope.runOr(
          Deadline.after(Scene.seconds(1)),
          null,
          scope -> {
            calls.send(Active.in(scope).call("slow", body));
            settle(); // what has not begun does not hold it
            return null;
          });
      scene.mark(Scene.thrownBy(calls.receive()::join).getCause());
      return null;
    });
    return (Throwable) scene.trail.removeLast();
  }

  @Test
  void whoWaitsForACallThatItsScopeCancelsIsToldSo() {
    scene.run(scope -> {
      Channel<Account> made = Channel.buffered(1);
      scope.start(
          "owner",
          () ->
              Scope.runOr(
                  Deadline.after(Scene.seconds(1)),
                  null,
                  inner -> {
                    made.send(Active.of(inner, Account.class, new SimpleAccount(scene)));
                    Scene.sleep(9);
                    return null;
                  }));
      scene.mark(Scene.thrownBy(() -> made.receive().slow("a")));
      return null;
    });

    assertThat((Throwable) scene.trail.getLast())
        .isInstanceOf(CancellationException.class)
        .hasMessage("the call 'Account.slow' was cancelled: the deadline of PT1S passed");
  }
}
