package io.weightless.scope;

import static io.weightless.scope.Stage.seconds;
import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import java.lang.ref.WeakReference;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Locals of the JDK belong to a task, although tasks share the thread that carries them. See
/// `docs/locals.md`.
class LocalsTest {
  private static final int MAX_COLLECTIONS = 50;
  private static final ThreadLocal<Object> LOCAL = ThreadLocal.withInitial(() -> "unset");
  private static final InheritableThreadLocal<Object> INHERITED = new InheritableThreadLocal<>();
  private static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

  @AutoClose private final Stage stage = new Stage();

  @AfterEach
  void forgetLocals() {
    LOCAL.remove();
    INHERITED.remove();
  }

  @Test
  void eachTaskHasItsOwnThreadLocalsThroughAllItsWaits() {
    stage.run(() ->
        Scope.run(scope -> {
          LOCAL.set("of main");
          for (int i = 0; i < 1_000; i++) {
            int number = i;
            scope.start("n", () -> keepsThroughWaits(number));
          }
          sleep(5);
          stage.mark(LOCAL.get());
          return null;
        }));

    assertThat(stage.trail).containsExactly("of main");
  }

  private void keepsThroughWaits(int number) {
    assertThat(LOCAL.get()).isEqualTo("unset");
    LOCAL.set(number);
    for (int i = 0; i < 3; i++) {
      Task.yield();
      assertThat(LOCAL.get()).isEqualTo(number);
      sleep(1);
      assertThat(LOCAL.get()).isEqualTo(number);
    }
  }

  @Test
  void tasksDoNotSeeTheThreadLocalsOfTheThreadThatRunsThemAndCallbacksDo() {
    LOCAL.set("of the thread");
    stage.run(() -> {
      stage.mark(LOCAL.get());
      LOCAL.set("of the task");
      stage.reactor.post(() -> stage.mark(LOCAL.get()));
      sleep(1);
    });

    assertThat(stage.trail).containsExactly("unset", "of the thread");
    assertThat(LOCAL.get()).isEqualTo("of the thread");
  }

  @Test
  void aTaskStartsWithACopyOfTheInheritableOnesOfWhoeverStartedIt() {
    INHERITED.set("of the thread");
    stage.run(() -> {
      stage.mark(INHERITED.get());
      INHERITED.set("of main");
      Scope.run(scope -> {
        scope.start(
            "child",
            () -> {
              stage.mark(INHERITED.get());
              INHERITED.set("of child");
            });
        INHERITED.set("later");
        return null;
      });
      stage.mark(INHERITED.get());
    });

    assertThat(stage.trail).containsExactly("of the thread", "of main", "later");
    assertThat(INHERITED.get()).isEqualTo("of the thread");
  }

  @Test
  void aTaskThatACallbackStartsInheritsFromTheThreadThatRunsTheReactor() {
    INHERITED.set("of the thread");
    stage.run(() ->
        Scope.run(scope -> {
          INHERITED.set("of main");
          stage.reactor.post(() -> scope.start("child", () -> stage.mark(INHERITED.get())));
          sleep(1);
          return null;
        }));

    assertThat(stage.trail).containsExactly("of the thread");
  }

  @Test
  void aScopedValueIsBoundThroughWaitsAndInnerScopesAndForThisTaskOnly() {
    stage.run(() ->
        Scope.run(scope -> {
          scope.start(
              "bound", () -> ScopedValue.where(SCOPED, "mine").run(this::readsThroughWaits));
          scope.start(
              "other",
              () -> {
                for (int i = 0; i < 5; i++) {
                  assertThat(SCOPED.isBound()).isFalse();
                  Task.yield();
                }
              });
          return null;
        }));

    assertThat(stage.trail).containsExactly("mine", "mine", "mine");
  }

  private void readsThroughWaits() {
    stage.mark(SCOPED.get());
    Task.yield();
    stage.mark(SCOPED.get());
    Scope.run(inner -> {
      sleep(1);
      stage.mark(SCOPED.get());
      return null;
    });
  }

  @Test
  void aTaskThatIsStartedInABindingDoesNotSeeIt() {
    stage.run(() ->
        Scope.run(scope -> {
          ScopedValue.where(SCOPED, "mine")
              .run(() -> scope.start("child", () -> stage.mark(thrownBy(SCOPED::get).getClass())));
          return null;
        }));

    assertThat(stage.trail).containsExactly(NoSuchElementException.class);
  }

  @Test
  void aBindingIsHandedOnByBindingItAgain() {
    stage.run(() ->
        Scope.run(scope ->
            ScopedValue.where(SCOPED, "mine")
                .call(() -> {
                  String value = SCOPED.get();
                  return scope.start(
                      "child", () -> ScopedValue.where(SCOPED, value).run(this::readsThroughWaits));
                })));

    assertThat(stage.trail).containsExactly("mine", "mine", "mine");
  }

  @Test
  void tasksDoNotSeeABindingAroundTheRunOfTheirReactorAndCallbacksDo() {
    ScopedValue.where(SCOPED, "of the thread")
        .run(() ->
            stage.run(() -> {
              stage.mark(SCOPED.isBound());
              stage.reactor.post(() -> stage.mark(SCOPED.get()));
              sleep(1);
            }));

    assertThat(stage.trail).containsExactly(false, "of the thread");
  }

  @Test
  void aCancellationUnwindsABindingAndLocalsStayUntilTheTaskHasEnded() {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("task", this::waitsInABinding);
          sleep(1);
          task.cancel("enough");
          return null;
        }));

    assertThat(stage.trail).containsExactly("inside: mine, local", "outside: unbound, local");
  }

  private void waitsInABinding() {
    LOCAL.set("local");
    try {
      ScopedValue.where(SCOPED, "mine")
          .run(() -> {
            try {
              sleepForEver();
            } finally {
              stage.mark("inside: " + SCOPED.orElse("unbound") + ", " + LOCAL.get());
            }
          });
    } finally {
      stage.mark("outside: " + SCOPED.orElse("unbound") + ", " + LOCAL.get());
    }
  }

  @Test
  void aDeadlineThatEndsAScopeLeavesTheBindingAroundIt() {
    stage.run(() ->
        ScopedValue.where(SCOPED, "around")
            .run(() -> {
              thrownBy(() ->
                  Scope.run(
                      Deadline.after(seconds(1)),
                      scope ->
                          ScopedValue.where(SCOPED, "within")
                              .call(() -> {
                                sleepForEver();
                                return "";
                              })));
              stage.mark(SCOPED.get());
            }));

    assertThat(stage.trail).containsExactly("around");
  }

  @Test
  void workThatIsStartedAgainStartsWithoutTheLocalsOfItsLastTime() {
    stage.run(() ->
        Scope.run(scope -> {
          for (int i = 0; i < 3; i++) {
            Task<?> task =
                scope.start(
                    "service",
                    () -> {
                      stage.mark(LOCAL.get() + " " + SCOPED.isBound());
                      waitsInABinding();
                    });
            sleep(1);
            task.cancel("again");
            thrownBy(task::await);
          }
          return null;
        }));

    assertThat(stage.trail).filteredOn(mark -> mark.equals("unset false")).hasSize(3);
  }

  @Test
  void theLocalsOfATaskThatHasEndedAreCollectedThoughTheTaskIsKept() {
    stage.run(() ->
        Scope.run(scope -> {
          Object value = new Object();
          WeakReference<Object> reference = new WeakReference<>(value);
          Task<?> kept = startSetting(scope, value);
          value = null;
          kept.await();
          stage.mark(isCollected(reference));
          stage.mark(kept.state());
          return null;
        }));

    assertThat(stage.trail).containsExactly(true, Task.State.DONE);
  }

  private static Task<?> startSetting(Scope scope, Object value) {
    return scope.start("sets", () -> LOCAL.set(value));
  }

  private static boolean isCollected(WeakReference<Object> reference) {
    for (int i = 0; i < MAX_COLLECTIONS && !reference.refersTo(null); i++) {
      System.gc();
    }
    return reference.refersTo(null);
  }

  @Test
  void theContextClassLoaderIsInheritedAndATasksOwn() {
    ClassLoader ofTask = new ClassLoader() {};
    stage.run(() ->
        Scope.run(scope -> {
          Thread.currentThread().setContextClassLoader(ofTask);
          scope.start("child", () -> marksAndForgetsClassLoader(ofTask));
          sleep(1);
          stage.mark(Thread.currentThread().getContextClassLoader() == ofTask);
          return null;
        }));

    assertThat(stage.trail).containsExactly(true, true);
    assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(ofTask);
  }

  private void marksAndForgetsClassLoader(ClassLoader expected) {
    stage.mark(Thread.currentThread().getContextClassLoader() == expected);
    Thread.currentThread().setContextClassLoader(null);
  }

  /// On the portable engine it is nobody's guest, and inherits all the same.
  @Test
  @FastEngine
  void aThreadThatATaskStartsInheritsFromIt() throws InterruptedException {
    stage.run(() -> {
      INHERITED.set("of main");
      LOCAL.set("of main");
      Thread.ofVirtual().start(() -> stage.mark(INHERITED.get() + ", " + LOCAL.get())).join();
    });

    assertThat(stage.trail).containsExactly("of main, unset");
  }
}
