package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Script.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every short script of one, two and three tasks, as it really goes and as it has to go by the
/// rules: who goes on when, with what, and what the scopes throw in the end.
///
/// Slow: their number is what is tested.
@Tag("slow")
class AllScriptsTest {
  /// With the longer families of tests: 617,000 scripts instead of 51,000.
  private static final boolean LONG = Long.getLong("weightless.seeds", 50) > 50;

  @AutoClose private final Stage stage = new Stage();

  @AfterEach
  void noTimerIsLeftBehind() {
    stage.clock.advance(Duration.ofDays(100));
    assertThat(stage.reactor.step()).isFalse();
  }

  @Test
  void oneTaskOfUpToFourActs() {
    play(LONG ? 5 : 4);
  }

  @Test
  void twoTasksOfUpToTwoActsEach() {
    play(2, LONG ? 3 : 2);
  }

  @Test
  void twoTasksOfUpToThreeActsAndOne() {
    play(3, LONG ? 2 : 1);
  }

  @Test
  void threeTasksOfUpToTwoActsOneAndOne() {
    play(2, LONG ? 2 : 1, 1);
  }

  /// The second one is cancelled from its first act on.
  @Test
  void twoTasksOneOfWhichSwallowsWhatItIsTold() {
    List<List<Act>> swallowing = new ArrayList<>();
    for (List<Act> acts : Script.upTo(2)) {
      List<Act> all = new ArrayList<>(List.of(Act.SWALLOW, Act.CANCEL_SELF));
      all.addAll(acts);
      swallowing.add(all);
    }
    play(List.of(Script.upTo(LONG ? 2 : 1), swallowing));
  }

  private void play(int... acts) {
    play(Arrays.stream(acts).mapToObj(Script::upTo).toList());
  }

  private void play(List<List<List<Act>>> perTask) {
    int all = perTask.stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
    int[] played = {0};
    stage.run(() -> {
      for (int number = 0; number < all; number++) {
        if (play(script(number, perTask))) {
          played[0]++;
        }
      }
    });
    assertThat(played[0]).isGreaterThan(all - all / 100);
  }

  private static Script script(int number, List<List<List<Act>>> perTask) {
    List<List<Act>> tasks = new ArrayList<>();
    int rest = number;
    for (List<List<Act>> choices : perTask) {
      tasks.add(choices.get(rest % choices.size()));
      rest /= choices.size();
    }
    return new Script(tasks);
  }

  /// Whether the rules say all of how it goes.
  private boolean play(Script script) {
    ScriptByRules rules = new ScriptByRules(script);
    rules.play();
    if (rules.isDeadlock) {
      return false;
    }
    ScriptOnReactor real = new ScriptOnReactor(stage, script);
    real.play();
    if (!real.failures.isEmpty()) {
      assertThat(arrived(real.thrown)).as("%s", script).containsAll(real.failures);
    }
    if (!real.trail.equals(rules.trail)) {
      assertThat(real.trail).as("%s", script).isEqualTo(rules.trail);
    }
    return true;
  }

  /// What is thrown and all that is suppressed in it.
  private static Set<Throwable> arrived(@Nullable Throwable thrown) {
    Set<Throwable> arrived = Collections.newSetFromMap(new IdentityHashMap<>());
    if (thrown != null) {
      collect(thrown, arrived);
    }
    return arrived;
  }

  private static void collect(Throwable thrown, Set<Throwable> arrived) {
    if (arrived.add(thrown)) {
      assertThat(thrown.getSuppressed()).doesNotHaveDuplicates();
      for (Throwable suppressed : thrown.getSuppressed()) {
        collect(suppressed, arrived);
      }
    }
  }
}
