package io.weightless.coroutine;

import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.scene.Scene;
import io.weightless.testkit.FastEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A step that can't be made, since its driver must not wait or is not of its reactor, or since the
/// program itself can't be set aside: all is as it was.
class RefusedMovesTest {
  private record Question() implements Request<String> {}

  private static final Question QUESTION = new Question();

  @AutoClose private final Scene scene = new Scene();

  private Coroutine<String, String, String> reading() {
    return Coroutine.of(
        "reading",
        io -> {
          try {
            String input = io.read();
            return input + ", " + io.ask(QUESTION) + ", " + io.read();
          } catch (Throwable e) {
            scene.mark(e.getClass().getSimpleName());
            throw e;
          }
        });
  }

  private static final List<Consumer<Coroutine<String, String, String>>> MOVES =
      List.of(
          coroutine -> coroutine.send("refused"),
          Coroutine::end,
          coroutine -> coroutine.fail(new IllegalArgumentException("refused")),
          Coroutine::close);

  @Test
  void whatIsRefusedInANoSuspendSectionLeavesItAsItIs() {
    scene.run(_ -> {
      Coroutine<String, String, String> reading = reading();
      assertThatThrownBy(() -> noSuspend(() -> reading.next())).hasMessageContaining("noSuspend");
      assertThat(reading.step()).isNull();
      reading.next();
      for (var move : MOVES) {
        assertThatThrownBy(() -> noSuspend(() -> move.accept(reading)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("noSuspend");
        assertThat(reading.isDone()).isFalse();
        assertThat(reading.step()).isEqualTo(new Step.NeedsInput<>());
      }
      assertGoesOn(reading);
      return null;
    });

    assertThat(scene.trail).isEmpty();
  }

  private static void assertGoesOn(Coroutine<String, String, String> reading) {
    reading.send("input");
    assertThatThrownBy(() -> noSuspend(() -> reading.answer(QUESTION, "refused")))
        .hasMessageContaining("noSuspend");
    assertThat(reading.answer(QUESTION, "answer")).isEqualTo(new Step.NeedsInput<>());
    assertThat(Talk.word(reading.end())).isEqualTo("returns input, answer, null");
  }

  @Test
  void whatIsRefusedToAnotherThreadLeavesItAsItIs() throws Exception {
    scene.run(_ -> {
      Coroutine<String, String, String> reading = reading();
      reading.next();
      for (var move : MOVES) {
        FutureTask<@Nullable Throwable> elsewhere =
            new FutureTask<>(() -> catchThrowable(() -> move.accept(reading)));
        Thread.ofPlatform().start(elsewhere);
        assertThat(elsewhere.get())
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("drive it from a task of that reactor");
        assertThat(reading.step()).isEqualTo(new Step.NeedsInput<>());
      }
      assertGoesOn(reading);
      return null;
    });

    assertThat(scene.trail).isEmpty();
  }

  @FromEverywhere
  void aProgramThatPromisedNotToWaitIsRefusedItsReadsAndWritesAndGoesOn(Driver driver) {
    List<String> refused = new ArrayList<>();
    driver.run(() -> {
      Coroutine<String, String, String> holding =
          Coroutine.of(
              "holding",
              io -> {
                io.unread("given back");
                assertThat(noSuspend(() -> io.next())).isEqualTo("given back");
                for (Runnable pause :
                    List.<Runnable>of(
                        io::read, () -> io.write("a"), io::yield, () -> io.ask(QUESTION))) {
                  Throwable thrown = catchThrowable(() -> noSuspend(pause::run));
                  refused.add(Objects.requireNonNull(thrown).getMessage());
                }
                return io.next();
              });
      assertThat(Talk.with(holding, "input")).containsExactly("reads", "returns input");
      assertThat(refused)
          .hasSize(4)
          .containsOnly("task 'holding' can't wait here: it is in a noSuspend section");
      refused.clear();
    });
  }

  private static final ThreadLocal<@Nullable Runnable> INITIALIZER = new ThreadLocal<>();

  /// Runs what a thread has set while its class is initialised.
  static final class Initialised {
    static final boolean DONE = run();

    private Initialised() {}

    private static boolean run() {
      Objects.requireNonNull(INITIALIZER.get()).run();
      return true;
    }
  }

  /// Neither can the JDK set a class initialiser aside: it is refused, and goes on.
  @Test
  @FastEngine
  void aProgramInAClassInitialiserIsRefusedItsReadsAndGoesOn() {
    scene.run(_ -> {
      Coroutine<String, String, String> pinned =
          Coroutine.of(
              "pinned",
              io -> {
                INITIALIZER.set(() ->
                    scene.mark(Objects.requireNonNull(catchThrowable(io::read)).getMessage()));
                scene.mark(Initialised.DONE);
                return io.next();
              });
      assertThat(Talk.with(pinned, "input")).containsExactly("reads", "returns input");
      return null;
    });

    assertThat(scene.trail).hasSize(2).last().isEqualTo(true);
    assertThat(scene.trail.getFirst())
        .asString()
        .contains("cannot wait here")
        .contains("Initialised");
  }

  private static final ThreadLocal<@Nullable Runnable> DRIVER = new ThreadLocal<>();

  /// The same, for the driver.
  static final class Driving {
    static final boolean DONE = run();

    private Driving() {}

    private static boolean run() {
      Objects.requireNonNull(DRIVER.get()).run();
      return true;
    }
  }

  @Test
  @FastEngine
  void aDriverInAClassInitialiserIsRefusedAndTheCoroutineIsAsItWas() {
    scene.run(_ -> {
      Coroutine<String, String, String> reading = reading();
      reading.next();
      DRIVER.set(() -> {
        for (var move : MOVES) {
          Throwable thrown = Objects.requireNonNull(catchThrowable(() -> move.accept(reading)));
          scene.mark(thrown.getClass().getSimpleName());
        }
      });
      scene.mark(Driving.DONE);
      assertThat(reading.step()).isEqualTo(new Step.NeedsInput<>());
      assertGoesOn(reading);
      return null;
    });

    assertThat(scene.trail).containsExactly("Pinned", "Pinned", "Pinned", "Pinned", true);
  }
}
