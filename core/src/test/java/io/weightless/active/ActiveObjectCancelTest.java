package io.weightless.active;

import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.reactor.FailureOwner;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
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
      CompletableFuture<String> call = active.call("never", () -> "never");
      scene.mark(call.cancel(true));
      scene.mark(active.call("next", () -> "its place is free").isDone());
      Task.sleep(Duration.ZERO);
      scene.mark(call.isCancelled());
      return null;
    });

    assertThat(scene.trail).containsExactly(true, false, true);
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
  void whenItsScopeIsCancelledSoAreItsCalls() {
    scene.run(_ -> {
      Channel<CompletableFuture<Boolean>> calls = Channel.buffered(1);
      Scope.runOr(
          Deadline.after(Scene.seconds(1)),
          null,
          scope -> {
            SimpleAccount simple = new SimpleAccount(scene);
            calls.send(
                Active.in(scope)
                    .call(
                        "slow",
                        () -> {
                          simple.slow("a");
                          return true;
                        }));
            settle(); // what has not begun does not hold it
            return null;
          });
      scene.mark(Scene.thrownBy(calls.receive()::join).getCause());
      return null;
    });

    assertThat(scene.trail.subList(0, 2)).containsExactly("begin a@0", "cancelled a@1");
    assertThat((Throwable) scene.trail.get(2))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("the call 'slow' was cancelled: ");
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
