package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A reactor inside a reactor, stepped by callbacks of the outer one or by one of its tasks.
class ReactorsInReactorsTest {
  @AutoClose private final Reactor outer = open();
  @AutoClose private final Reactor inner = open();
  private final List<Object> trail = new ArrayList<>(); // of the outer reactor's thread only

  private static Reactor open() {
    return Reactor.open(Clock.system(), new SplittableRandom(42), Limits.DEFAULT);
  }

  @Test
  void callbacksOfTheOuterOneRunTheTasksOfTheInnerOne() {
    outer.run(() -> {
      try (Embedding embedding = Embedding.of(inner, outer::post)) {
        Task.await(embedding.run(() -> talk("inner")));
      }
    });

    assertThat(trail).containsExactly("inner begins", "inner child", "inner ends");
  }

  /// Two tasks, a yield, a timer.
  private void talk(String who) {
    trail.add(who + " begins");
    Scope.run(scope -> {
      scope.start("child", () -> trail.add(who + " child"));
      Task.sleep(Duration.ofMillis(2));
      return trail.add(who + " ends");
    });
  }

  @Test
  void eachTaskIsOnItsOwnReactor() {
    outer.run(() -> {
      try (Embedding embedding = Embedding.of(inner, outer::post)) {
        CompletableFuture<@Nullable Void> done =
            embedding.run(() -> {
              trail.add(Reactor.current());
              Task.yield();
              trail.add(Reactor.current());
            });
        trail.add(Reactor.current());
        Task.await(done);
        trail.add(Reactor.current());
      }
    });

    assertThat(trail).containsExactly(outer, inner, inner, outer);
  }

  @Test
  void theTasksOfTheOuterOneGoOnWhileTheInnerOneWaits() {
    outer.run(() -> {
      try (Embedding embedding = Embedding.of(inner, outer::post)) {
        CompletableFuture<@Nullable Void> asked = new CompletableFuture<>();
        CompletableFuture<@Nullable Void> done =
            embedding.run(() -> {
              trail.add("inner waits");
              Task.await(asked);
              trail.add("inner goes on");
            });
        while (trail.isEmpty()) {
          Task.sleep(Duration.ofMillis(1));
        }
        trail.add("outer goes on");
        asked.complete(null);
        Task.await(done);
      }
    });

    assertThat(trail).containsExactly("inner waits", "outer goes on", "inner goes on");
  }

  @Test
  void aTaskOfTheOuterOneRunsTheTasksOfTheInnerOne() {
    outer.run(() -> stepInATask(inner, () -> talk("inner")));

    assertThat(trail).containsExactly("inner begins", "inner child", "inner ends");
  }

  /// Waits for the wake-up as for anything else, and steps the reactor then.
  private static void stepInATask(Reactor reactor, Work<?> work) {
    Channel<Runnable> steps = Channel.buffered(1);
    Reactor here = Reactor.current();
    try (Embedding embedding =
        Embedding.of(reactor, step -> here.post(() -> steps.trySend(step)))) {
      CompletableFuture<@Nullable Void> done = embedding.run(work);
      while (!done.isDone()) {
        steps.receive().run();
      }
      Task.await(done);
    }
  }

  @Test
  void aTaskThatGetsTheWakeUpMayStepByHand() {
    outer.run(() -> {
      Channel<String> wakeups = Channel.buffered(1);
      try (Embedding embedding =
          Embedding.of(inner, _ -> outer.post(() -> wakeups.trySend("wake up")))) {
        CompletableFuture<@Nullable Void> done = embedding.run(() -> talk("inner"));
        while (!done.isDone()) {
          wakeups.receive();
          inner.step();
        }
      }
    });

    assertThat(trail).containsExactly("inner begins", "inner child", "inner ends");
  }

  @Test
  void whatTheInnerOneFailsWithIsThrownWhereTheOuterOneWaitsForIt() {
    List<Throwable> thrown = new ArrayList<>();
    outer.run(() -> {
      try {
        stepInATask(
            inner,
            () -> {
              throw new IllegalStateException("inner");
            });
      } catch (IllegalStateException e) {
        thrown.add(e);
      }
    });

    assertThat(thrown).singleElement().extracting(Throwable::getMessage).isEqualTo("inner");
  }

  @Test
  void reactorsAllTheWayDown() {
    try (Reactor innermost = open()) {
      outer.run(() -> {
        try (Embedding one = Embedding.of(inner, outer::post);
            Embedding two = Embedding.of(innermost, inner::post)) {
          CompletableFuture<@Nullable Void> innermostDone = two.run(() -> talk("innermost"));
          Task.await(one.run(() -> Task.await(innermostDone)));
          talk("outer");
        }
      });
    }

    assertThat(trail)
        .containsExactly(
            "innermost begins",
            "innermost child",
            "innermost ends",
            "outer begins",
            "outer child",
            "outer ends");
  }

  @Test
  void tasksThatStepTasksThatStepTasks() {
    try (Reactor innermost = open()) {
      outer.run(() -> stepInATask(inner, () -> stepInATask(innermost, () -> talk("innermost"))));
    }

    assertThat(trail).containsExactly("innermost begins", "innermost child", "innermost ends");
  }

  @Test
  void manyReactorsInsideOneTakeTurns() {
    List<Reactor> reactors = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      reactors.add(open());
    }
    int[] count = {0}; // no two of them run at a time, so nothing is lost
    outer.run(() ->
        Scope.run(scope -> {
          for (Reactor reactor : reactors) {
            scope.start("steps", () -> stepInATask(reactor, () -> countTo(200, count)));
          }
          return "started";
        }));
    reactors.forEach(Reactor::close);

    assertThat(count[0]).isEqualTo(1_000);
  }

  private static void countTo(int most, int[] count) {
    for (int i = 0; i < most; i++) {
      count[0]++;
      Task.yield();
    }
  }
}
