package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// All ways in which three siblings can end, in all orders and at once: which failure is thrown,
/// and that the others are suppressed in it, none lost and none twice, in the order in which they
/// came.
///
/// Slow: their number is what is tested.
@Tag("slow")
class SiblingFailuresTest {
  private enum End {
    RETURNS,
    FAILS,
    IS_CANCELLED_ALONE,

    /// As well, and also when it is cancelled with the others.
    FAILS_WHILE_IT_UNWINDS
  }

  private static final int SIBLINGS = 3;
  private static final List<End> ENDS = List.of(End.values());

  @AutoClose private final Stage stage = new Stage();

  @AfterEach
  void noTimerIsLeftBehind() {
    stage.clock.advance(Duration.ofDays(100));
    assertThat(stage.reactor.step()).isFalse();
  }

  @Test
  void theFirstFailureOfAScopeIsThrownAndThoseAfterItAreInItAndWhoEndsLaterIsCut() {
    forEachCase(family -> {
      @Nullable Throwable thrown = family.run(Scope::run, List.of());

      assertThat(family.failed()).isEqualTo(family.expectedToFail());
      family.assertThrowsAll(thrown, family.failures);
      for (int i = 0; i < SIBLINGS; i++) {
        assertThat(family.tasks.get(i).state()).isEqualTo(family.expectedState(i));
      }
      assertThat(family.seconds()).as("it ends at once").isEqualTo(family.lastSecond());
    });
  }

  @Test
  void aCollectingScopeThrowsAllThatNobodyAwaitedAndNothingElse() {
    forEachCase(family -> {
      for (List<Integer> awaited : family.someOfThoseThatFail()) {
        Family again = family.again();
        @Nullable Throwable thrown = again.run(Scope::collect, awaited);

        List<Throwable> left = new ArrayList<>(again.failures);
        left.removeAll(again.seen);
        assertThat(again.failed()).isEqualTo(again.allThatFail());
        assertThat(again.seen).hasSameSizeAs(awaited);
        again.assertThrowsAll(thrown, left);
      }
    });
  }

  @Test
  void aRaceThrowsOnlyWhenAllFailedAndThenAllOfThem() {
    forEachCase(family -> {
      if (!family.ends.contains(End.IS_CANCELLED_ALONE)) {
        Object result = family.race();

        int winner = family.firstOf(List.of(End.RETURNS));
        if (winner >= 0) {
          assertThat(result).isEqualTo("sibling " + winner);
          assertThat(family.seconds()).isEqualTo(family.ranks[winner] + 1);
        } else {
          family.assertThrowsAll((Throwable) result, family.inTheirOrder());
        }
      }
    });
  }

  /// All ends, and all seconds in which they come, ties too.
  private void forEachCase(Case each) {
    int cases = (int) Math.pow(ENDS.size() * SIBLINGS, SIBLINGS);
    stage.run(() -> {
      for (int number = 0; number < cases; number++) {
        Family family = Family.of(number, stage);
        try {
          each.check(family);
        } catch (Throwable e) {
          throw new AssertionError(family + ": " + e, e);
        }
      }
    });
  }

  private interface Case {
    void check(Family family);
  }

  private interface Opener {
    <T extends @Nullable Object> T open(Body<T, Exception> body) throws Exception;
  }

  private static final class Family {
    final List<End> ends;
    final int[] ranks;
    final List<Task<String>> tasks = new ArrayList<>();

    /// In the order in which they were thrown.
    final List<Throwable> failures = new ArrayList<>();

    /// By the body, when it awaited.
    final List<Throwable> seen = new ArrayList<>();

    private final Throwable[] own = new Throwable[SIBLINGS];
    private final Stage stage;
    private long nanos;

    static Family of(int number, Stage stage) {
      List<End> ends = new ArrayList<>();
      int[] ranks = new int[SIBLINGS];
      int rest = number;
      for (int i = 0; i < SIBLINGS; i++) {
        ends.add(ENDS.get(rest % ENDS.size()));
        ranks[i] = rest / ENDS.size() % SIBLINGS;
        rest /= ENDS.size() * SIBLINGS;
      }
      return new Family(ends, ranks, stage);
    }

    /// @param ranks who of them ends in which second
    private Family(List<End> ends, int[] ranks, Stage stage) {
      this.ends = ends;
      this.ranks = ranks;
      this.stage = stage;
      for (int i = 0; i < SIBLINGS; i++) {
        String message = "failure " + i;
        own[i] = i == 1 ? new IOException(message) : new IllegalStateException(message);
      }
    }

    Family again() {
      return new Family(ends, ranks, stage);
    }

    /// @param awaited whom the body awaits
    @Nullable Throwable run(Opener opener, List<Integer> awaited) {
      return (Throwable) resultOf(() -> opener.open(scope -> body(scope, awaited)));
    }

    private @Nullable Object body(Scope scope, List<Integer> awaited) {
      for (int i = 0; i < SIBLINGS; i++) {
        int number = i;
        tasks.add(scope.start("sibling " + i, () -> live(number)));
      }
      awaited.forEach(number -> await(tasks.get(number)));
      return null;
    }

    Object race() {
      List<Callable<String>> contenders = new ArrayList<>();
      for (int i = 0; i < SIBLINGS; i++) {
        int number = i;
        contenders.add(() -> live(number));
      }
      return Objects.requireNonNull(resultOf(() -> Scope.race(contenders)));
    }

    /// What it returns or throws.
    private @Nullable Object resultOf(Callable<@Nullable Object> work) {
      long start = stage.clock.nanos();
      try {
        return work.call();
      } catch (Throwable thrown) {
        return thrown;
      } finally {
        nanos = stage.clock.nanos() - start;
      }
    }

    private String live(int number) throws Exception {
      End end = ends.get(number);
      try {
        Stage.sleep(ranks[number] + 1);
        switch (end) {
          case RETURNS -> {}
          case FAILS -> throw failing(number);
          case IS_CANCELLED_ALONE -> cancel(number);
          case FAILS_WHILE_IT_UNWINDS -> {
            if (!tasks.isEmpty()) { // in a race nobody can
              cancel(number);
            }
          }
        }
      } catch (Cancelled cancelled) {
        if (end != End.FAILS_WHILE_IT_UNWINDS) {
          throw cancelled;
        }
      }
      if (end == End.FAILS_WHILE_IT_UNWINDS) {
        throw failing(number);
      }
      return "sibling " + number;
    }

    private void cancel(int number) {
      tasks.get(number).cancel("alone");
      Task.yield();
    }

    private Exception failing(int number) {
      failures.add(own[number]);
      return (Exception) own[number];
    }

    private void await(Task<String> task) {
      try {
        task.await();
      } catch (TaskFailed failed) {
        seen.add(failed.getCause());
      } catch (IllegalStateException failed) {
        seen.add(failed);
      }
    }

    /// Thrown is one, or none, and has all others of it.
    void assertThrowsAll(@Nullable Throwable thrown, List<Throwable> expected) {
      List<Throwable> all = new ArrayList<>();
      if (thrown != null) {
        all.add(thrown instanceof TaskFailed ? thrown.getCause() : thrown);
        all.addAll(Arrays.asList(thrown.getSuppressed()));
      }
      assertThat(all).containsExactlyElementsOf(expected);
      for (Throwable failure : all.subList(Math.min(1, all.size()), all.size())) {
        assertThat(failure.getSuppressed()).isEmpty();
      }
    }

    List<Integer> failed() {
      return failures.stream()
          .map(failure -> Arrays.asList(own).indexOf(failure))
          .sorted()
          .toList();
    }

    List<Throwable> inTheirOrder() {
      return List.of(own);
    }

    private boolean mayFail(int number) {
      return ends.get(number) == End.FAILS || ends.get(number) == End.FAILS_WHILE_IT_UNWINDS;
    }

    List<Integer> allThatFail() {
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < SIBLINGS; i++) {
        if (mayFail(i)) {
          all.add(i);
        }
      }
      return all;
    }

    /// Each selection of them.
    List<List<Integer>> someOfThoseThatFail() {
      List<List<Integer>> some = new ArrayList<>();
      some.add(List.of());
      for (int number : allThatFail()) {
        for (List<Integer> without : List.copyOf(some)) {
          List<Integer> with = new ArrayList<>(without);
          with.add(number);
          some.add(with);
        }
      }
      return some;
    }

    /// Who ends later than the first failure is cut.
    private boolean isCut(int number) {
      int first = firstOf(List.of(End.FAILS, End.FAILS_WHILE_IT_UNWINDS));
      return first >= 0 && ranks[number] > ranks[first];
    }

    List<Integer> expectedToFail() {
      return allThatFail().stream()
          .filter(number -> !isCut(number) || ends.get(number) == End.FAILS_WHILE_IT_UNWINDS)
          .toList();
    }

    Task.State expectedState(int number) {
      if (expectedToFail().contains(number)) {
        return Task.State.FAILED;
      }
      return !isCut(number) && ends.get(number) == End.RETURNS
          ? Task.State.DONE
          : Task.State.CANCELLED;
    }

    int firstOf(List<End> some) {
      int first = -1;
      for (int i = 0; i < SIBLINGS; i++) {
        if (some.contains(ends.get(i)) && (first < 0 || ranks[i] < ranks[first])) {
          first = i;
        }
      }
      return first;
    }

    long seconds() {
      return nanos / 1_000_000_000;
    }

    long lastSecond() {
      int last = 0;
      for (int i = 0; i < SIBLINGS; i++) {
        last = isCut(i) ? last : Math.max(last, ranks[i] + 1);
      }
      return last;
    }

    @Override
    public String toString() {
      return ends + " in the seconds " + Arrays.toString(ranks);
    }
  }
}
