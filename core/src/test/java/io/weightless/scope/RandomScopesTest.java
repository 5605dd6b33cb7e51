package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs made by chance from a seed: scopes in scopes, deadlines, cancellations from anywhere,
/// failures, awaits across scopes, cancellations that are swallowed. Whatever they do, the rules
/// hold.
class RandomScopesTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("weightless.seeds", 50));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nothingOutlivesItsScopeAndNoFailureIsLost(long seed) {
    Program program = new Program(seed);

    program.run();

    assertThat(program.openScopes).as("scopes that did not end").isZero();
    assertThat(program.tasks).extracting(Task::state).doesNotContain(Task.State.RUNNING);
    assertThat(program.arrived()).as("failures that arrived").containsAll(program.thrown);
    assertThat(program.leavesTimers()).as("timers left behind").isFalse();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameSeedGivesTheSameTrail(long seed) {
    Program first = new Program(seed);
    Program second = new Program(seed);

    first.run();
    second.run();

    assertThat(second.trail).isEqualTo(first.trail);
  }

  private static final class Planned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Planned(int number) {
      super("failure " + number);
    }
  }

  /// Where in the tree an action happens; `task` is the number of the task that does it.
  private record Place(Scope scope, List<Task<?>> children, int depth, int task) {}

  private static final class Program {
    private static final int MAX_TASKS = 200;
    private static final int MAX_DEPTH = 6;

    final List<Task<?>> tasks = new ArrayList<>();
    final List<Scope> scopes = new ArrayList<>();
    final Set<Throwable> thrown = Collections.newSetFromMap(new IdentityHashMap<>());
    final List<Throwable> caught = new ArrayList<>();
    final List<String> trail = new ArrayList<>();
    int openScopes;
    private final Stage stage = new Stage();
    private final SplittableRandom random;
    private boolean leavesTimers;

    Program(long seed) {
      random = new SplittableRandom(seed);
    }

    void run() {
      try (stage) {
        try {
          stage.run(() -> catching(() -> scope(0, -1)));
        } catch (RuntimeException e) {
          caught.add(e);
        }
        stage.clock.advance(Duration.ofDays(100));
        leavesTimers = stage.reactor.step();
      }
    }

    boolean leavesTimers() {
      return leavesTimers;
    }

    private void scope(int depth, int task) {
      int number = scopes.size();
      List<Task<?>> children = new ArrayList<>();
      openScopes++;
      try {
        Body<String, RuntimeException> body =
            scope -> {
              scopes.add(scope);
              actions(new Place(scope, children, depth, task));
              return "returned";
            };
        trail.add(
            number + (random.nextInt(4) == 0 ? Scope.run(deadline(), body) : Scope.run(body)));
      } catch (Throwable e) {
        trail.add(number + " threw " + e);
        throw e;
      } finally {
        openScopes--;
        assertThat(children).extracting(Task::state).doesNotContain(Task.State.RUNNING);
      }
    }

    private void actions(Place place) {
      int count = random.nextInt(2, 12);
      for (int i = 0; i < count; i++) {
        action(place);
        trail.add("step " + stage.clock.nanos());
      }
    }

    private void action(Place at) {
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3 -> start(at);
        case 4 -> nested(at);
        case 5 -> catching(() -> nested(at));
        case 6 -> Task.yield();
        case 7, 8 -> Task.sleep(Duration.ofSeconds(random.nextInt(5)));
        case 9 -> swallowing(() -> Task.sleep(Duration.ofSeconds(random.nextInt(5))));
        case 10 -> catching(() -> younger(at.task).await());
        case 11 -> swallowing(() -> catching(() -> younger(at.task).await()));
        case 12 -> younger(-1).cancel("by chance");
        case 13 -> cancelAny();
        case 14 -> failing();
        default -> catching(Task::yield);
      }
    }

    private void start(Place at) {
      int number = tasks.size();
      if (number < MAX_TASKS) {
        Task<?> task =
            at.scope.start(
                "task " + number,
                () -> {
                  if (at.depth < MAX_DEPTH && random.nextBoolean()) {
                    scope(at.depth + 1, number);
                  } else {
                    actions(new Place(at.scope, at.children, at.depth, number));
                  }
                });
        tasks.add(task);
        at.children.add(task);
      }
    }

    private void nested(Place at) {
      if (at.depth < MAX_DEPTH) {
        scope(at.depth + 1, at.task);
      }
    }

    private void cancelAny() {
      if (random.nextInt(8) == 0) {
        scopes.get(random.nextInt(scopes.size())).cancel("by chance");
      }
    }

    private void failing() {
      if (random.nextInt(8) == 0) {
        Planned failure = new Planned(thrown.size());
        thrown.add(failure);
        throw failure;
      }
    }

    private void catching(Runnable work) {
      try {
        work.run();
      } catch (RuntimeException e) {
        caught.add(e);
        trail.add("caught " + e);
      }
    }

    private void swallowing(Runnable wait) {
      try {
        wait.run();
      } catch (Cancelled e) {
        trail.add("swallowed " + e.getMessage());
      }
    }

    /// All that was caught, with what is suppressed in it by now.
    Set<Throwable> arrived() {
      Set<Throwable> arrived = Collections.newSetFromMap(new IdentityHashMap<>());
      caught.forEach(failure -> collect(failure, arrived));
      return arrived;
    }

    private static void collect(Throwable failure, Set<Throwable> found) {
      if (found.add(failure)) {
        for (Throwable suppressed : failure.getSuppressed()) {
          collect(suppressed, found);
        }
      }
    }

    private Deadline deadline() {
      return Deadline.after(Duration.ofSeconds(random.nextInt(20)));
    }

    private Task<?> younger(int than) {
      int from = than + 1;
      return from < tasks.size() ? tasks.get(random.nextInt(from, tasks.size())) : noTask();
    }

    private Task<?> noTask() {
      return Scope.run(scope -> scope.start("none yet", () -> "none"));
    }
  }
}
