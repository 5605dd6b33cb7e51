package io.weightless.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.channel.Channel;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.FailureOwner;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Callback;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// An object whose methods run on its own reactor, whoever calls them; on virtual time, from tasks
/// and callbacks of that reactor. What other threads do is in [ActiveObjectThreadsTest].
class ActiveObjectTest {
  @AutoClose private final Scene scene = new Scene();

  /// What is asked of one.
  interface Account {
    long deposit(long amount);

    CompletableFuture<Long> later(long amount);

    CompletionStage<Long> stage(long amount);

    Future<Long> future(long amount);

    void slow(String name);

    void fail(Throwable how) throws IOException;
  }

  private final class Simple implements Account {
    private long balance;

    @Override
    public long deposit(long amount) {
      balance += amount;
      return balance;
    }

    @Override
    public CompletableFuture<Long> later(long amount) {
      return CompletableFuture.completedFuture(deposit(amount));
    }

    @Override
    public CompletionStage<Long> stage(long amount) {
      CompletableFuture<Long> stage = new CompletableFuture<>();
      Reactor.current().after(Scene.seconds(1), () -> stage.complete(deposit(amount)));
      return stage;
    }

    @Override
    public Future<Long> future(long amount) {
      return later(amount);
    }

    @Override
    public void slow(String name) {
      scene.markAt("begin " + name);
      try {
        Scene.sleep(5);
      } catch (Cancelled e) {
        scene.markAt("cancelled " + name);
        throw e;
      }
      scene.markAt("end " + name);
    }

    @Override
    public void fail(Throwable how) throws IOException {
      switch (how) {
        case IOException checked -> throw checked;
        case RuntimeException unchecked -> throw unchecked;
        default -> throw (Error) how;
      }
    }
  }

  @Test
  void aCallRunsAsATaskOfItsScopeAndItsCallerWaits() {
    scene.run(scope -> {
      Account account = Active.of(scope, Account.class, new Simple());
      scene.mark(account.deposit(7));
      scene.mark(account.deposit(3));
      return null;
    });

    assertThat(scene.trail).containsExactly(7L, 10L);
  }

  @Test
  void aMethodThatReturnsAFutureReturnsAtOnce() {
    scene.run(scope -> {
      Account account = Active.of(scope, Account.class, new Simple());
      CompletableFuture<Long> first = account.later(1);
      CompletionStage<Long> second = account.stage(2);
      Future<Long> third = account.future(4);
      scene.mark(first.isDone());
      Scene.sleep(2);
      scene.mark(List.of(first.join(), second.toCompletableFuture().join(), third.resultNow()));
      return null;
    });

    assertThat(scene.trail).containsExactly(false, List.of(1L, 7L, 5L));
  }

  @Test
  void whatItThrowsIsThrownAsItIsAndNoFailureOfItsScope() {
    List<Throwable> all =
        List.of(new IOException("a"), new IllegalStateException("b"), new AssertionError("c"));
    scene.run(scope -> {
      Account account = Active.of(scope, Account.class, new Simple());
      for (Throwable how : all) {
        scene.mark(Scene.thrownBy(() -> account.fail(how)));
      }
      return null;
    });

    assertThat(scene.trail).containsExactlyElementsOf(all);
  }

  @Test
  void callsBeginInTheirOrderAndOneThatWaitsLetsTheOthersGoOn() {
    scene.run(scope -> {
      Account account = Active.of(scope, Account.class, new Simple());
      for (String name : List.of("a", "b")) {
        scope.start(name, () -> account.slow(name));
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("begin a@0", "begin b@0", "end a@5", "end b@5");
  }

  @Test
  void overTheLimitCallersWaitInTheirOrder() {
    scene.run(scope -> {
      Account account = Active.in(scope, 2).proxy(Account.class, new Simple());
      for (String name : List.of("a", "b", "c")) {
        scope.start(name, () -> account.slow(name));
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("begin a@0", "begin b@0", "end a@5", "end b@5", "begin c@5", "end c@10");
  }

  @Test
  void whoIsCancelledWhileHeWaitsCancelsTheCall() {
    scene.run(scope -> {
      Account account = Active.of(scope, Account.class, new Simple());
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
      Simple simple = new Simple();
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
                  java.lang.reflect.Proxy.newProxyInstance(
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
            Simple simple = new Simple();
            calls.send(
                Active.in(scope)
                    .call(
                        "slow",
                        () -> {
                          simple.slow("a");
                          return true;
                        }));
            Scene.settle(); // what has not begun does not hold it
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
                    made.send(Active.of(inner, Account.class, new Simple()));
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

  @Test
  void whenItsScopeHasEndedItRefuses() {
    scene.run(_ -> {
      Account account = Scope.run(scope -> Active.of(scope, Account.class, new Simple()));
      scene.mark(Scene.thrownBy(() -> account.deposit(1)).getMessage());
      return null;
    });

    assertThat(scene.trail).containsExactly("can't start 'Account.deposit': its scope has ended");
  }

  @Test
  void aCallbackCantWaitAndMayCallForAFuture() {
    scene.run(scope -> {
      Account account = Active.in(scope, 1).proxy(Account.class, new Simple());
      Reactor.current()
          .post(() -> {
            scene.mark(Scene.thrownBy(() -> account.deposit(1)).getMessage());
            account.later(5).thenAccept(scene::mark);
            scene.mark(Scene.thrownBy(() -> account.later(6)).getMessage());
          });
      Scene.sleep(1);
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "a callback can't wait for Account.deposit; a method that returns a future need not"
                + " wait",
            "can't call 'Account.later': 1 calls are under way, the limit, and a callback can't"
                + " wait for one to end",
            5L);
  }

  @Test
  void theMethodsOfObjectAreTheProxysOwn() {
    scene.run(scope -> {
      Account one = Active.of(scope, Account.class, new Simple());
      Account other = Active.of(scope, Account.class, new Simple());
      assertThat(one).isEqualTo(one).isNotEqualTo(other).hasSameHashCodeAs(one);
      assertThat(one.toString()).startsWith("active Account@").isNotEqualTo(other.toString());
      return null;
    });
  }

  @Test
  void aClassIsRefused() {
    scene.run(scope -> {
      assertThatThrownBy(() -> Active.of(scope, Simple.class, new Simple()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has the methods of an interface");
      return null;
    });
  }

  @Test
  void aMethodThatGivesNoFutureFailsItsCall() {
    scene.run(scope -> {
      Account account =
          Active.of(
              scope,
              Account.class,
              new Account() {
                @Override
                public long deposit(long amount) {
                  return amount;
                }

                @Override
                public CompletableFuture<Long> later(long amount) {
                  return null;
                }

                @Override
                public CompletionStage<Long> stage(long amount) {
                  return null;
                }

                @Override
                public Future<Long> future(long amount) {
                  return null;
                }

                @Override
                public void slow(String name) {}

                @Override
                public void fail(Throwable how) {}
              });
      scene.mark(
          Scene.thrownBy(
                  () -> Callback.<Long, RuntimeException>await(account.later(1)::whenComplete))
              .getMessage());
      return null;
    });

    assertThat(scene.trail).containsExactly("Account.later gave no future");
  }
}
