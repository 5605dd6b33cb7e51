package io.weightless.offload;

import static io.weightless.offload.World.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What Twisted's tests of its threads show and no other test here does: a job that calls back into
/// its reactor and waits for the answer, and threads that outlive a failure.
class CallFromThreadTest {
  @AutoClose private final World world = new World(1);

  @Test
  void aJobAsksItsReactorAndWaitsForTheAnswer() {
    world.run(() -> {
      Reactor reactor = Reactor.current();
      String answer =
          world.offload.call(
              () -> askFromThread(reactor, () -> "on it: " + Reactor.current().equals(reactor)));
      world.mark(answer);
    });

    assertThat(world.trail).containsExactly("on it: true");
  }

  @Test
  void whatTheReactorAnswersWithAFailureFailsTheJobWithIt() {
    IOException failure = new IOException("disk");
    world.run(() -> {
      Reactor reactor = Reactor.current();
      world.mark(
          thrownBy(() -> world.offload.call(() -> askFromThread(reactor, () -> fail(failure)))));
    });

    assertThat(world.trail).containsExactly(failure);
  }

  @Test
  void aJobStartsATaskInAScopeThatIsStillOpenThroughAPost() {
    world.runScope(scope -> {
      Reactor reactor = Reactor.current();
      world.mark(
          world.offload.call(() ->
              askFromThread(reactor, () -> scope.start("asked for", () -> world.mark("ran")))
                  .name()));
      Task.yield();
      return null;
    });

    assertThat(world.trail).containsExactlyInAnyOrder("asked for", "ran");
  }

  @Test
  void aThreadThatRanAJobThatFailedRunsTheNext() {
    world.run(() -> {
      for (int i = 0; i < 3; i++) {
        world.mark(thrownBy(() -> world.offload.call(() -> failing())).getMessage());
      }
      world.mark(world.offload.call(() -> Thread.currentThread().getName()));
    });

    assertThat(world.trail).containsExactly("job", "job", "job", "weightless-offload-1");
  }

  @Test
  void oneJobsFailureIsNotThatOfTheOthers() {
    world.run(() ->
        Scope.collect(scope -> {
          Task<String> failing = scope.start("failing", () -> world.offload.call(this::failing));
          Task<String> other = scope.start("other", () -> world.offload.call(() -> "result"));
          world.mark(thrownBy(failing::await).getMessage());
          world.mark(other.await());
          return null;
        }));

    assertThat(world.trail).containsExactly("job", "result");
  }

  private String failing() {
    throw new IllegalStateException("job");
  }

  /// Twisted's blockingCallFromThread.
  private static <T> T askFromThread(Reactor reactor, Callable<T> question) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    reactor.post(() -> {
      try {
        answer.complete(question.call());
      } catch (Throwable e) {
        answer.completeExceptionally(e);
      }
    });
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static <X extends Exception> String fail(X failure) throws X {
    throw failure;
  }
}
