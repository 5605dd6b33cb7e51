package io.weightless.offload;

import static io.weightless.offload.World.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Work on other threads, called from straight-line code.
class OffloadTest {
  private static final String NOT_A_TASK = "only a task can do this";

  @AutoClose private final World world = new World();

  @Test
  void aJobRunsOnADaemonThreadWithANameAndItsResultComesBack() {
    world.run(() -> world.mark(world.offload.call(Thread::currentThread)));

    assertThat(world.trail)
        .singleElement()
        .satisfies(thread -> {
          assertThat(((Thread) thread).getName()).isEqualTo("weightless-offload-1");
          assertThat(((Thread) thread).isDaemon()).isTrue();
          assertThat(((Thread) thread).isVirtual()).isFalse();
        });
  }

  @Test
  void theOtherTasksGoOnMeanwhile() {
    world.runScope(scope -> {
      Gate gate = new Gate(world.reactor);
      Task<?> caller = scope.start("caller", () -> world.mark(world.offload.call(gate::pass)));
      gate.awaitEntered();
      world.mark("meanwhile");
      gate.open();
      caller.await();
      return null;
    });

    assertThat(world.trail).containsExactly("meanwhile", "passed");
  }

  @Test
  void theTaskGoesOnOnItsOwnReactor() {
    world.run(() -> {
      world.offload.call(() -> "");
      world.mark(Reactor.current());
    });

    assertThat(world.trail).containsExactly(world.reactor);
  }

  @Test
  void whatAJobThrowsIsThrownAsItIs() {
    for (Throwable failure :
        List.of(new IOException("disk"), new IllegalStateException("state"), new Error("error"))) {
      world.run(() -> {
        Throwable thrown = thrownBy(() -> world.offload.call(() -> fail(failure)));
        assertThat(thrown).isSameAs(failure);
        world.mark("went on");
      });
    }

    assertThat(world.trail).hasSize(3);
  }

  @Test
  void aCheckedExceptionOfAJobIsOneOfTheCall() {
    world.run(() -> {
      try {
        world.offload.call(() -> failWith(new IOException("disk")));
      } catch (IOException e) {
        world.mark(e.getMessage());
      }
    });

    assertThat(world.trail).containsExactly("disk");
  }

  @Test
  void anInterruptedExceptionOfTheJobsOwnIsAFailure() {
    InterruptedException failure = new InterruptedException("mine");
    world.run(() ->
        assertThat(thrownBy(() -> world.offload.call(() -> fail(failure)))).isSameAs(failure));
  }

  @Test
  void aJobTellsItsReactorHowFarItIsThroughAPost() {
    world.run(() -> {
      Reactor reactor = Reactor.current();
      world.mark(
          world.offload.call(() -> {
            for (int percent = 0; percent <= 100; percent += 50) {
              int done = percent;
              reactor.post(() -> world.mark(done + "% " + Reactor.current().equals(reactor)));
            }
            return "copied";
          }));
    });

    assertThat(world.trail).containsExactly("0% true", "50% true", "100% true", "copied");
  }

  @Test
  void aJobIsNoTask() {
    world.run(() -> {
      world.offload.call(() -> {
        world.mark(thrownBy(Task::yield).getMessage());
        world.mark(thrownBy(Reactor::current).getMessage());
        world.mark(thrownBy(() -> world.offload.call(() -> "")).getMessage());
        return null;
      });
    });

    assertThat(world.trail).hasSize(3);
    assertThat(world.trail.get(0)).asString().contains(NOT_A_TASK);
    assertThat(world.trail.get(1)).asString().contains("no reactor runs this thread");
    assertThat(world.trail.get(2)).asString().contains(NOT_A_TASK);
  }

  @Test
  void onlyATaskCalls() {
    assertThatThrownBy(() -> world.offload.call(() -> "")).hasMessageContaining(NOT_A_TASK);

    world.reactor.post(() -> world.mark(thrownBy(() -> world.offload.call(() -> "")).getMessage()));
    world.reactor.step();

    assertThat(world.trail).singleElement().asString().contains(NOT_A_TASK);
  }

  @Test
  void manyTasksGetEachItsOwnAnswer() {
    world.runScope(scope -> {
      List<Task<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        int number = i;
        tasks.add(scope.start("n", () -> world.offload.call(() -> number)));
      }
      for (int i = 0; i < tasks.size(); i++) {
        assertThat(tasks.get(i).await()).isEqualTo(i);
      }
      return null;
    });
  }

  @Test
  void tasksOfSeveralReactorsShareAnOffload() throws Exception {
    int[] count = {0}; // one thread: no two jobs at once
    try (World one = new World(1)) {
      List<FutureTask<?>> reactors = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        FutureTask<?> running = new FutureTask<>(() -> callOften(one.offload, count), null);
        reactors.add(running);
        Thread.ofPlatform().start(running);
      }
      for (FutureTask<?> running : reactors) {
        running.get();
      }
      one.run(() -> world.mark(one.offload.call(() -> count[0])));
    }

    assertThat(world.trail).containsExactly(3 * 20 * 50);
  }

  private static void callOften(Offload offload, int[] count) {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.run(scope -> {
            for (int i = 0; i < 20; i++) {
              scope.start(
                  "caller",
                  () -> {
                    for (int call = 0; call < 50; call++) {
                      offload.call(() -> count[0]++);
                      assertThat(Reactor.current()).isSameAs(reactor);
                    }
                  });
            }
            return null;
          }));
    }
  }

  private static <X extends Exception> String failWith(X failure) throws X {
    throw failure;
  }

  private static String fail(Throwable failure) throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (Exception) failure;
  }
}
