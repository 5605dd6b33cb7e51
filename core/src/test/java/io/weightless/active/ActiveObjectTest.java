package io.weightless.active;

import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An object whose methods run on its own reactor, whoever calls them; on virtual time, from tasks
/// and callbacks of that reactor. What other threads do is in [ActiveObjectThreadsTest].
class ActiveObjectTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aCallRunsAsATaskOfItsScopeAndItsCallerWaits() {
    scene.run(scope -> {
      Account account = Active.of(scope, Account.class, new SimpleAccount(scene));
      scene.mark(account.deposit(7));
      scene.mark(account.deposit(3));
      return null;
    });

    assertThat(scene.trail).containsExactly(7L, 10L);
  }

  @Test
  void aMethodThatReturnsAFutureReturnsAtOnce() {
    scene.run(scope -> {
      Account account = Active.of(scope, Account.class, new SimpleAccount(scene));
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
      Account account = Active.of(scope, Account.class, new SimpleAccount(scene));
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
      Account account = Active.of(scope, Account.class, new SimpleAccount(scene));
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
      Account account = Active.in(scope, 2).proxy(Account.class, new SimpleAccount(scene));
      for (String name : List.of("a", "b", "c")) {
        scope.start(name, () -> account.slow(name));
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("begin a@0", "begin b@0", "end a@5", "end b@5", "begin c@5", "end c@10");
  }

  @Test
  @Timeout(60) // or it would wait for ever
  void aCallOfItselfForWhichThereIsNeverAPlaceIsADeadlock() {
    Throwable thrown = Scene.thrownBy(() -> scene.run(this::callItself));

    assertThat(thrown)
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("waits for the call 'Account.deposit'");
  }

  private Void callItself(Scope scope) {
    List<Account> self = new ArrayList<>();
    Account calls =
        (Account)
            Proxy.newProxyInstance(
                Account.class.getClassLoader(),
                new Class<?>[] {Account.class},
                (_, _, _) -> self.getFirst().deposit(1));
    self.add(Active.in(scope, 1).proxy(Account.class, calls));
    self.getFirst().deposit(1);
    return null;
  }

  @Test
  void whenItsScopeHasEndedItRefuses() {
    scene.run(_ -> {
      Account account =
          Scope.run(scope -> Active.of(scope, Account.class, new SimpleAccount(scene)));
      scene.mark(Scene.thrownBy(() -> account.deposit(1)).getMessage());
      return null;
    });

    assertThat(scene.trail).containsExactly("can't start 'Account.deposit': its scope has ended");
  }

  @Test
  void aCallbackCantWaitAndMayCallForAFuture() {
    scene.run(scope -> {
      Account account = Active.in(scope, 1).proxy(Account.class, new SimpleAccount(scene));
      Reactor.current()
          .post(() -> {
            scene.mark(Scene.thrownBy(() -> account.deposit(1)).getMessage());
            var _ = account.later(5).thenAccept(scene::mark);
            scene.mark(Scene.thrownBy(() -> futureOf(account, 6)).getMessage());
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

  private static void futureOf(Account account, long amount) {
    var _ = account.later(amount);
  }

  @Test
  void theMethodsOfObjectAreTheProxysOwn() {
    scene.run(scope -> {
      Account one = Active.of(scope, Account.class, new SimpleAccount(scene));
      Account other = Active.of(scope, Account.class, new SimpleAccount(scene));
      assertThat(List.of(one)).contains(one).doesNotContain(other);
      assertThat(Set.of(one)).contains(one);
      assertThat(one.toString()).startsWith("active Account@").isNotEqualTo(other.toString());
      return null;
    });
  }

  @Test
  void aClassIsRefused() {
    scene.run(scope -> {
      assertThatThrownBy(() -> Active.of(scope, SimpleAccount.class, new SimpleAccount(scene)))
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
      CompletableFuture<Long> call = account.later(1);
      settle();
      scene.mark(call.exceptionNow().getMessage());
      return null;
    });

    assertThat(scene.trail).containsExactly("Account.later gave no future");
  }
}
