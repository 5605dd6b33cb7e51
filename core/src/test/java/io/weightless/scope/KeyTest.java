package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Values of a scope that everything inside it sees.
final class KeyTest {
  private static final Key<String> USER = Key.of("user");
  private static final Key<String> NAMESAKE = Key.of("user");

  @AutoClose private final Stage stage = new Stage();

  @Test
  void aValueIsSeenByTheBodyByTasksAndByScopesInsideAtAnyDepth() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.put(USER, "ann");
          stage.mark(USER.get());
          scope.start(
              "task",
              () -> {
                stage.mark(USER.get());
                Scope.run(inner -> {
                  inner.start("deeper", () -> stage.mark(USER.get()));
                  return null;
                });
              });
          return null;
        }));

    assertThat(stage.trail).containsExactly("ann", "ann", "ann");
  }

  @Test
  void aScopeInsideHasItsOwnAndTheOuterOneIsSeenAgainAfterIt() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.put(USER, "ann");
          Scope.run(inner -> {
            inner.put(USER, "bob");
            stage.mark(USER.get());
            return null;
          });
          stage.mark(USER.get());
          return null;
        }));

    assertThat(stage.trail).containsExactly("bob", "ann");
  }

  @Test
  void oneThatIsPutLaterIsSeenByTasksThatRunAlready() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "running",
              () -> {
                stage.mark(USER.find());
                sleep(1);
                stage.mark(USER.find());
                sleep(1);
                stage.mark(USER.find());
              });
          Task.yield();
          scope.put(USER, "ann");
          sleep(1);
          Task.yield();
          scope.remove(USER);
          return null;
        }));

    assertThat(stage.trail).containsExactly(Optional.empty(), Optional.of("ann"), Optional.empty());
  }

  @Test
  void aTaskSeesTheScopeThatOwnsItAndNotTheOneThatStartedIt() {
    stage.run(() ->
        Scope.run(outer -> {
          outer.put(USER, "of the owner");
          Scope.run(inner -> {
            inner.put(USER, "of the starter");
            outer.start("task", () -> stage.mark(USER.get()));
            return null;
          });
          return null;
        }));

    assertThat(stage.trail).containsExactly("of the owner");
  }

  @Test
  void withoutAValueItSaysWhichKey() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.put(NAMESAKE, "another");
          assertThat(USER.find()).isEmpty();
          assertThat(thrownBy(USER::get))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("no scope around here has a value for Key[user]");
          return null;
        }));
  }

  @Test
  void aShieldAndACancelledScopeKeepTheirValues() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.put(USER, "ann");
          scope.start(
              "task",
              () -> {
                try {
                  sleep(10);
                } finally {
                  Scope.<@Nullable Void, RuntimeException>shield(_ -> {
                    sleep(1);
                    stage.mark(USER.get());
                    return null;
                  });
                }
              });
          Task.yield();
          scope.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly("ann");
  }

  @Test
  void aTaskThatIsStartedAgainSeesThemAgainAndNotThoseOfItsLastTime() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.put(USER, "ann");
          new Supervisor(
                  Supervisor.Strategy.ONE_FOR_ONE,
                  Supervisor.Intensity.DEFAULT,
                  new Supervisor.BackOff(Duration.ZERO, Duration.ZERO))
              .child("child", () -> failOnce())
              .run();
          return null;
        }));

    assertThat(stage.trail).containsExactly("ann", "ann");
  }

  private void failOnce() {
    stage.mark(USER.get());
    Scope.run(scope -> {
      scope.put(USER, "of this time");
      if (stage.trail.size() == 1) {
        throw new IllegalStateException("once");
      }
      return null;
    });
  }

  @Test
  void aScopeThatHasEndedTakesNoMore() {
    stage.run(() -> {
      Scope ended = Scope.run(scope -> scope);
      assertThat(thrownBy(() -> ended.put(USER, "late")))
          .hasMessage("can't put Key[user]: its scope has ended");
    });
  }

  @Test
  void outsideATaskThereIsNone() {
    assertThat(thrownBy(USER::find)).isInstanceOf(IllegalStateException.class);
  }
}
