package io.weightless.deferred;

import static io.weightless.deferred.Seen.problem;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Twisted's matrix of inlineCallbacks that are cancelled: what the code and what it awaits make of
/// that, crossed with where the code waits. Its code is a generator or a coroutine; ours is a task.
class StraightLineCancelTest {
  /// Where the code stands that is cancelled.
  enum Where {
    FLAT,
    STACKED,
    SECOND_WAIT
  }

  @AutoClose private final Scene scene = new Scene();

  @ParameterizedTest
  @EnumSource
  void whatItAwaitsIsCancelled(Where where) {
    Object outcome = outcome(where, this::cancellable, Deferred::await);

    assertThat(outcome).isInstanceOf(CancellationException.class);
    assertThat(scene.trail).containsExactly("cancelled");
  }

  @ParameterizedTest
  @EnumSource
  void aFailureOfTheCancellerIsThrownAtTheWait(Where where) {
    Object outcome =
        outcome(
            where,
            () -> new Deferred<>(deferred -> deferred.errback(problem("stopped"))),
            Deferred::await);

    assertThat((Throwable) outcome).hasMessage("stopped");
  }

  @ParameterizedTest
  @EnumSource
  void codeThatFailsInsteadHasFailed(Where where) {
    Object outcome =
        outcome(
            where,
            this::cancellable,
            awaited -> {
              try {
                return awaited.await();
              } catch (Cancelled _) {
                throw problem("instead");
              }
            });

    assertThat((Throwable) outcome).hasMessage("instead");
    assertThat(scene.trail).containsExactly("cancelled");
  }

  @ParameterizedTest
  @EnumSource
  void codeThatReturnsInsteadHasAResult(Where where) {
    Object outcome =
        outcome(
            where,
            this::cancellable,
            awaited -> {
              try {
                return awaited.await();
              } catch (Cancelled _) {
                return "instead";
              }
            });

    assertThat(outcome).isEqualTo("instead");
    assertThat(scene.trail).containsExactly("cancelled");
  }

  /// The chain of what it awaits makes something of its cancellation, and that takes five seconds.
  @ParameterizedTest
  @EnumSource
  void whatItAwaitsMayTakeAWhileAndComeToAValue(Where where) {
    Object outcome =
        outcome(
            where,
            () -> cancellable().addDeferringErrback(_ -> later("cleaned up")),
            awaited -> {
              String value = awaited.await();
              scene.markAt(value);
              return value;
            });

    assertThat(outcome).isEqualTo("cleaned up");
    assertThat(scene.trail).containsExactly("cancelled", "cleaned up@5");
  }

  /// The code cleans up by itself; it has to say that this is not to be cancelled.
  @ParameterizedTest
  @EnumSource
  void codeThatCleansUpInAShieldIsWaitedFor(Where where) {
    Object outcome =
        outcome(
            where,
            this::cancellable,
            awaited -> {
              try {
                return awaited.await();
              } finally {
                Scope.<Void, RuntimeException>shield(_ -> {
                  scene.markAt(later("clean").await());
                  return null;
                });
              }
            });

    assertThat(outcome).isInstanceOf(CancellationException.class);
    assertThat(scene.trail).containsExactly("cancelled", "clean@5");
  }

  /// Without a shield it is told again at its next wait, and what it awaits there is cancelled too.
  @ParameterizedTest
  @EnumSource
  void codeThatAwaitsOnIsToldAgain(Where where) {
    Object outcome =
        outcome(
            where,
            this::cancellable,
            awaited -> {
              try {
                return awaited.await();
              } catch (Cancelled _) {
                return cancellable().await();
              }
            });

    assertThat(outcome).isInstanceOf(CancellationException.class);
    assertThat(scene.trail).containsExactly("cancelled", "cancelled");
  }

  private interface Code {
    String run(Deferred<String> awaited);
  }

  /// What the Deferred of `code` comes to that is cancelled while it waits.
  private Object outcome(Where where, Supplier<Deferred<String>> awaiting, Code code) {
    Object[] outcome = new Object[1];
    scene.run(scope -> {
      Deferred<String> awaited = awaiting.get();
      Deferred<String> straight = started(scope, where, awaited, code);
      settle();
      assertThat(straight.isFired()).isFalse();
      straight.cancel();
      outcome[0] = straight.<Object>addBoth(StraightLineCancelTest::valueOrFailure).await();
      return null;
    });
    return outcome[0];
  }

  private static Object valueOrFailure(Result<String> result) {
    return switch (result) {
      case Result.Success<String>(String value) -> value;
      case Result.Failure<String>(Throwable failure) -> failure;
    };
  }

  private static Deferred<String> started(
      Scope scope, Where where, Deferred<String> awaited, Code code) {
    return switch (where) {
      case FLAT -> Deferred.fromTask(scope, "code", () -> code.run(awaited));
      case STACKED ->
          Deferred.fromTask(
              scope,
              "outer",
              () -> Deferred.fromTask(scope, "inner", () -> code.run(awaited)).await());
      case SECOND_WAIT ->
          Deferred.fromTask(
              scope,
              "code",
              () -> {
                Deferred.fromTask(scope, "first", () -> "first").await();
                return code.run(awaited);
              });
    };
  }

  private Deferred<String> cancellable() {
    return new Deferred<>(_ -> scene.mark("cancelled"));
  }

  private static Deferred<String> later(String value) {
    Deferred<String> later = new Deferred<>();
    Reactor.current().after(seconds(5), () -> later.callback(value));
    return later;
  }
}
