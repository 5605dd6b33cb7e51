package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who may drive a coroutine: any task of the reactor that it was begun on, in turns; outside of
/// reactors any thread, in turns.
class CoroutineDriversTest {
  @AutoClose private final Scene scene = new Scene();

  private static Coroutine<String, String, String> echo() {
    return Coroutine.of(
        "echo",
        io -> {
          for (String input = io.read(); input != null; input = io.read()) {
            io.write(input);
          }
          return "end";
        });
  }

  private static String ask(Coroutine<String, String, String> echo, String input) {
    String output = Talk.word(echo.send(input));
    echo.next();
    return output;
  }

  @Test
  void theTasksOfAReactorDriveItInTurns() {
    scene.run(scope -> {
      Coroutine<String, String, String> echo = echo();
      echo.next();
      for (String name : List.of("a", "b", "c")) {
        scope.start(name, () -> scene.mark(ask(echo, name))).await();
      }
      scene.mark(Talk.word(echo.end()));
      return null;
    });

    assertThat(scene.trail).containsExactly("writes a", "writes b", "writes c", "returns end");
  }

  @Test
  void otherThreadsDriveItInTurnsWhenItWasBegunOutsideOfReactors() throws Exception {
    Coroutine<String, String, String> echo = echo();
    echo.next();
    List<String> words = new ArrayList<>();
    for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
      FutureTask<String> asked = new FutureTask<>(() -> ask(echo, "input"));
      kind.start(asked);
      words.add(asked.get());
    }
    scene.run(_ -> {
      words.add(ask(echo, "from a task"));
      return null;
    });
    words.add(Talk.word(echo.end()));

    assertThat(words)
        .containsExactly("writes input", "writes input", "writes from a task", "returns end");
  }

  @Test
  void aSecondTaskThatDrivesItWhileItRunsIsRefused() {
    scene.run(scope -> {
      Coroutine<String, String, String> waiting =
          Coroutine.of(
              "waiting",
              io -> {
                io.yield();
                Scene.sleep(2);
                return io.next();
              });
      waiting.next();
      Task<?> first = scope.start("first", () -> waiting.next());
      Scene.sleep(1);
      for (Runnable move : List.<Runnable>of(waiting::next, () -> waiting.send("a"))) {
        scene.mark(catchThrowable(move::run).getMessage());
      }
      scene.mark(catchThrowable(waiting::close).getMessage());
      first.await();
      scene.mark(Talk.word(waiting.send("input")));
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "coroutine 'waiting' is running",
            "coroutine 'waiting' is running",
            "coroutine 'waiting' can't be closed while it runs",
            "returns input");
  }

  @Test
  void anotherReactorOrThreadIsRefusedAndLeavesItAsItIs() throws Exception {
    Coroutine<String, String, String> echo = echo();
    List<@Nullable Throwable> refused = new ArrayList<>();
    scene.run(_ -> {
      echo.next();
      FutureTask<@Nullable Throwable> elsewhere =
          new FutureTask<>(() -> catchThrowable(() -> echo.send("a")));
      Thread.ofPlatform().start(elsewhere);
      refused.add(elsewhere.get());
      try (Reactor other = Reactor.open()) {
        other.run(() -> refused.add(catchThrowable(() -> echo.send("a"))));
      }
      scene.mark(ask(echo, "b"));
      return null;
    });

    assertThat(refused)
        .hasSize(2)
        .allSatisfy(thrown ->
            assertThat(thrown)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("drive it from a task of that reactor"));
    assertThat(scene.trail).containsExactly("writes b");
  }

  @Test
  void aDriverThatWasCancelledLeavesItToTheNextOneWithoutTheCancellation() {
    scene.run(scope -> {
      Coroutine<String, String, String> patient =
          Coroutine.of(
              "patient",
              io -> {
                io.yield();
                try {
                  Scene.sleep(99);
                } catch (Error e) {
                  scene.markAt(e.getClass().getSimpleName());
                }
                io.yield();
                Scene.sleep(1);
                scene.markAt("slept");
                return "interrupted: " + Thread.currentThread().isInterrupted();
              });
      patient.next();
      Task<?> first = scope.start("first", () -> scene.mark(Talk.word(patient.next())));
      Scene.sleep(1);
      first.cancel("enough");
      first.await();
      scene.mark(Talk.word(patient.next()));
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("Cancelled@1", "pauses", "slept@2", "returns interrupted: false");
  }

  @FromEverywhere
  void anInterruptOfItsDriverIsNotItsOwnAndStaysWithItsDriver(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Boolean> coroutine =
          Coroutine.of(
              "looking",
              io -> {
                io.yield();
                return Thread.currentThread().isInterrupted();
              });
      Thread.currentThread().interrupt();
      coroutine.next();
      coroutine.next();
      boolean kept = Thread.interrupted();
      assertThat(coroutine.result()).isFalse();
      assertThat(kept).isTrue();
    });
  }

  @FromEverywhere
  void anInterruptThatItSetsItselfStaysWithIt(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, Boolean> coroutine =
          Coroutine.of(
              "interrupting",
              io -> {
                Thread.currentThread().interrupt();
                io.yield();
                return Thread.interrupted();
              });
      coroutine.next();
      assertThat(Thread.interrupted()).isFalse();
      coroutine.next();
      assertThat(coroutine.result()).isTrue();
    });
  }

  @Test
  void aCallbackOfAReactorDrivesOneOfItsOwn() {
    try (Reactor reactor = Reactor.open()) {
      List<String> words = new ArrayList<>();
      reactor.post(() -> words.addAll(Talk.with(echo(), "a")));
      reactor.run(() -> {
        while (words.isEmpty()) {
          Task.yield();
        }
      });
      assertThat(words).containsExactly("reads", "writes a", "reads", "returns end");
    }
  }

  @Test
  void itStaysWithItsReactorWhenTheTaskThatBeganItHandedItOn() {
    scene.run(scope -> {
      List<Coroutine<String, String, String>> handed = new ArrayList<>();
      Task<?> beginner =
          scope.start(
              "beginner",
              () -> {
                handed.add(echo());
                handed.getFirst().next();
              });
      beginner.await();
      assertThatThrownBy(() -> handed.getFirst().send("too late"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("coroutine 'echo' has been closed");
      return null;
    });
  }
}
