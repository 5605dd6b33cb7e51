package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// Small scopes, in every order in which their tasks can take their turns.
final class ScopeInterleavingsTest {
  private static final int MOST = 20_000;

  /// What can come out, over all orders.
  private final Set<Object> outcomes = new LinkedHashSet<>();

  private interface Program {
    void run() throws Exception;
  }

  /// @return how many orders there are
  private long everyOrderOf(Program program) {
    return Interleavings.of(simulation -> simulation.host("a", program::run)).all(MOST);
  }

  @Test
  void ofTwoFailuresOneIsThrownAndTheOtherIsSuppressedUnlessItWasCutShort() {
    long orders =
        everyOrderOf(() -> {
          IOException one = new IOException("one");
          IOException two = new IOException("two");
          int[] finished = {0};
          try {
            Scope.<IOException>join(scope -> {
              scope.start("one", () -> fail(one, finished));
              scope.start("two", () -> fail(two, finished));
            });
            outcomes.add("no failure");
          } catch (IOException thrown) {
            outcomes.add(thrown.getMessage() + List.of(thrown.getSuppressed()));
          }
          assertThat(finished[0]).isEqualTo(2);
        });

    assertThat(orders).isGreaterThan(2);
    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            "one[]", "two[]", "one[java.io.IOException: two]", "two[java.io.IOException: one]");
  }

  private static void fail(IOException failure, int[] finished) throws IOException {
    try {
      Task.yield();
      throw failure;
    } finally {
      finished[0]++;
    }
  }

  @Test
  void aTaskThatIsCancelledWhileItEndsIsDoneOrCancelledAndItsAwaiterSeesTheSame() {
    everyOrderOf(() ->
        Scope.join(scope -> {
          Task<String> worker =
              scope.start(
                  "worker",
                  () -> {
                    Task.yield();
                    return "done";
                  });
          scope.start(
              "canceller",
              () -> {
                Task.yield();
                worker.cancel("no longer needed");
              });
          Task<?> awaiter = scope.start("awaiter", () -> outcomes.add(resultOf(worker)));
          awaiter.await();
          assertThat(worker.state()).isIn(Task.State.DONE, Task.State.CANCELLED);
        }));

    assertThat(outcomes).containsExactlyInAnyOrder("done", "cancelled");
  }

  private static String resultOf(Task<String> task) {
    try {
      return task.await();
    } catch (CancellationException cancelled) {
      return "cancelled";
    }
  }

  @Test
  void whoeverCancelsAScopeAllInItEndAndNobodyAfterIt() {
    everyOrderOf(() -> {
      List<String> alive = new ArrayList<>();
      try {
        Scope.join(scope -> {
          for (String name : List.of("a", "b")) {
            scope.start(
                name,
                () -> {
                  alive.add(name);
                  try {
                    new Event().await();
                  } finally {
                    alive.remove(name);
                  }
                });
          }
          scope.start(
              "canceller",
              () -> {
                Task.yield();
                scope.cancel("enough");
                scope.cancel("enough of it");
              });
        });
        outcomes.add("ended");
      } catch (CancellationException cancelled) {
        outcomes.add("cancelled");
      }
      assertThat(alive).isEmpty();
    });

    assertThat(outcomes).isSubsetOf("ended", "cancelled").isNotEmpty();
  }

  @Test
  void aDeadlineStrikesAtItsTimeInEveryOrderAndWorkInTimeIsNotCut() {
    everyOrderOf(() -> {
      Scope.join(scope -> {
        scope.start(
            "in time",
            () ->
                Scope.join(
                    Deadline.after(Duration.ofMillis(20)), _ -> Task.sleep(Duration.ofMillis(10))));
        scope.start(
            "too late",
            () ->
                assertThatThrownBy(() ->
                        Scope.join(
                            Deadline.after(Duration.ofMillis(10)),
                            _ -> Task.sleep(Duration.ofMillis(20))))
                    .isInstanceOf(DeadlineExceeded.class));
        scope.start("shielded", () -> Scope.shield(() -> Task.sleep(Duration.ofMillis(10))));
      });
      outcomes.add("ended");
    });

    assertThat(outcomes).containsExactly("ended");
  }

  @Test
  void aShieldedTaskFinishesInEveryOrderAndSeesTheCancellationAfterwards() {
    everyOrderOf(() -> {
      List<String> trail = new ArrayList<>();
      Scope.join(scope -> {
        Task<?> shielded =
            scope.start(
                "shielded",
                () -> {
                  Scope.shield(() -> {
                    Task.yield();
                    Task.yield();
                    trail.add("finished");
                  });
                  try {
                    Task.yield();
                    trail.add("not cancelled");
                  } catch (Cancelled seen) {
                    trail.add("cancelled");
                    throw seen;
                  }
                });
        scope.start("canceller", () -> shielded.cancel("now"));
      });
      outcomes.add(trail);
    });

    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            List.of("finished", "cancelled"), List.of("finished", "not cancelled"));
  }
}
