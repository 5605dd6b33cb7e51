package io.weightless.channel;

import static io.weightless.channel.Select.after;
import static io.weightless.channel.Select.ended;
import static io.weightless.channel.Select.receive;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.offload.Offload;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Semaphore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What Evergreen's futures and executors do, with what is there: a future is a task, an executor a
/// scope, its size a semaphore, its threads an offload; and what ends first is a select.
class EvergreenFuturesTest {
  @AutoClose private final Scene scene = new Scene();

  /// taskpool_executor: it runs so many at a time.
  @Test
  void aPoolOfTasksIsAScopeAndASemaphore() {
    scene.run(scope -> {
      Semaphore pool = new Semaphore(2);
      for (int i = 0; i < 5; i++) {
        int number = i;
        scope.start(
            "job",
            () -> {
              pool.acquire();
              try {
                sleep(1);
                scene.markAt(number);
              } finally {
                pool.release();
              }
            });
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("0@1", "1@1", "2@2", "3@2", "4@3");
  }

  /// taskpool_executor_raises, and future.exception.
  @Test
  void whatAJobFailsWithIsThrownToWhoeverAwaitsIt() {
    scene.run(_ ->
        Scope.collect(scope -> {
          Task<String> fails =
              scope.start(
                  "job",
                  () -> {
                    throw new IllegalStateException("failure");
                  });
          scene.mark(thrownBy(fails::await).getMessage());
          scene.mark(fails.state());
          return null;
        }));

    assertThat(scene.trail).containsExactly("failure", Task.State.FAILED);
  }

  /// executor_with: its block ends when all jobs have.
  @Test
  void theBlockOfAnExecutorEndsWhenAllJobsHave() {
    scene.run(_ -> {
      Scope.join(executor ->
          executor.start(
              "job",
              () -> {
                sleep(3);
                scene.mark("job");
              }));
      scene.markAt("after");
      return null;
    });

    assertThat(scene.trail).containsExactly("job", "after@3");
  }

  /// threadpool_executor.
  @Test
  void aPoolOfThreadsIsAnOffload() {
    scene.run(scope -> {
      try (Offload threads = Offload.open()) {
        Task<Boolean> job =
            scope.start("job", () -> threads.call(() -> Thread.currentThread().isVirtual()));
        scene.mark(job.await());
      }
      return null;
    });

    assertThat(scene.trail).containsExactly(false);
  }

  /// future_wait, _multiple: ALL_COMPLETED.
  @Test
  void toWaitForAllAwaitEach() {
    scene.run(scope -> {
      List<Task<Integer>> jobs = jobs(scope, 3, 1, 2);
      for (Task<Integer> job : jobs) {
        scene.markAt(job.await());
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("3@3", "1@3", "2@3");
  }

  /// A timeout of a future's get leaves it as it is.
  @Test
  void aWaitForAJobThatTimesOutLeavesIt() {
    scene.run(scope -> {
      Task<Integer> job = jobs(scope, 3).getFirst();
      scene.markAt(
          thrownBy(() -> Scope.run(Deadline.after(seconds(1)), _ -> job.await())).getClass());
      scene.markAt(job.await());
      return null;
    });

    assertThat(scene.trail).containsExactly(DeadlineExceeded.class + "@1", "3@3");
  }

  /// future_wait_multiple_wait_first, with a hundred that are pending: FIRST_COMPLETED.
  @Test
  void toWaitForTheFirstSelectAmongTheirEnds() {
    scene.run(scope -> {
      List<Task<Integer>> jobs = jobs(scope, IntStream.range(0, 101).map(i -> 101 - i).toArray());
      scene.markAt(Select.<Integer>first(endsOf(jobs)));
      jobs.forEach(job -> job.cancel("no longer needed"));
      return null;
    });

    assertThat(scene.trail).containsExactly("1@1");
  }

  @SuppressWarnings("unchecked") // it is made of clauses of Integer only
  private static Clause<Integer>[] endsOf(List<Task<Integer>> jobs) {
    return jobs.stream().map(Select::ended).toArray(Clause[]::new);
  }

  /// future_wait_multiple_exception: FIRST_EXCEPTION; in Evergreen it could only crash.
  @Test
  void toWaitForTheFirstFailureIsWhatAScopeDoes() {
    Throwable thrown =
        thrownBy(() ->
            scene.run(scope -> {
              jobs(scope, 9, 8);
              scope.start(
                  "fails",
                  () -> {
                    sleep(2);
                    throw new IOException("failure");
                  });
              return null;
            }));

    assertThat(thrown).isInstanceOf(IOException.class).hasMessage("failure");
    assertThat(scene.clock.nanos()).isEqualTo(seconds(2).toNanos());
  }

  /// as_completed: they leave their results in a channel.
  @Test
  void resultsAsTheyCome() {
    scene.run(scope -> {
      Channel<Task<Integer>> done = ends(jobs(scope, 3, 1, 2));
      for (int i = 0; i < 3; i++) {
        scene.markAt(done.receive().result());
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("1@1", "2@2", "3@3");
  }

  /// as_completed_timeout.
  @Test
  void resultsAsTheyComeUntilATimeout() {
    scene.run(scope -> {
      List<Task<Integer>> jobs = jobs(scope, 9, 1);
      Channel<Task<Integer>> done = ends(jobs);
      for (int i = 0; i < 2; i++) {
        scene.markAt(Select.first(receive(done, Task::result), after(seconds(3), () -> -1)));
      }
      jobs.getFirst().cancel("too late");
      return null;
    });

    assertThat(scene.trail).containsExactly("1@1", "-1@4");
  }

  /// map: results in the order of the calls, whoever is done first.
  @Test
  void aMapStartsAllAndAwaitsThemInTheirOrder() {
    scene.run(scope -> {
      scene.mark(jobs(scope, 3, 1, 2).stream().map(Task::await).toList());
      return null;
    });

    assertThat(scene.trail).containsExactly(List.of(3, 1, 2));
    assertThat(scene.clock.nanos()).isEqualTo(seconds(3).toNanos());
  }

  /// add_done_callback.
  @Test
  void whoWantsToBeToldOfAnEndIsTold() {
    scene.run(scope -> {
      Task<Integer> job = jobs(scope, 1).getFirst();
      job.whenEnded(() -> scene.markAt(job.result()));
      scene.mark(Select.first(ended(job)));
      return null;
    });

    assertThat(scene.trail).containsExactlyInAnyOrder("1@1", 1);
  }

  /// Each takes so many seconds, and returns their number.
  private static List<Task<Integer>> jobs(Scope scope, int... seconds) {
    List<Task<Integer>> jobs = new ArrayList<>();
    for (int each : seconds) {
      jobs.add(
          scope.start(
              "job",
              () -> {
                sleep(each);
                return each;
              }));
    }
    return jobs;
  }

  private static Channel<Task<Integer>> ends(List<Task<Integer>> jobs) {
    Channel<Task<Integer>> done = Channel.buffered(jobs.size());
    jobs.forEach(job -> job.whenEnded(() -> done.trySend(job)));
    return done;
  }
}
