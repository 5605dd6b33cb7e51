package io.weightless.scope;

import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What calls back, awaited in one line.
class CallbackBridgeTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void theTaskGoesOnWithTheAnswerAndTheOthersRunMeanwhile() {
    scene.run(scope -> {
      scope.start("other", () -> scene.mark("other"));
      List<Consumer<String>> asked = new ArrayList<>();
      scope.start("api", () -> asked.getFirst().accept("an answer"));
      String answer = Answer.await(callback -> asked.add(callback::done));
      scene.mark(answer);
      return null;
    });

    assertThat(scene.trail).containsExactly("other", "an answer");
  }

  @Test
  void anAnswerAtOnceNeedsNoTurn() {
    scene.run(scope -> {
      scope.start("other", () -> scene.mark("other"));
      int answer = Answer.await(callback -> callback.done(7));
      scene.mark(answer);
      return null;
    });

    assertThat(scene.trail).containsExactly(7, "other");
  }

  @Test
  void anAnswerMayComeFromAnyThread() {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        String answer =
            Answer.await(callback -> {
              Thread thread = new Thread(() -> callback.done("from a thread"));
              thread.start();
            });
        scene.mark(answer);
      });
    }

    assertThat(scene.trail).containsExactly("from a thread");
  }

  @Test
  void theFirstAnswerCounts() {
    scene.run(_ -> {
      String answer =
          Answer.await(callback -> {
            scene.mark(callback.done("first"));
            scene.mark(callback.done("second"));
            scene.mark(callback.fail(new IOException("third")));
          });
      scene.mark(answer);
      return null;
    });

    assertThat(scene.trail).containsExactly(true, false, false, "first");
  }

  @Test
  void anUncheckedFailureIsThrownAsItIsAndACheckedOneAsTaskFailed() {
    var unchecked = new IllegalArgumentException("unchecked");
    var checked = new IOException("checked");
    scene.run(_ -> {
      scene.mark(thrownBy(() -> Answer.await(callback -> callback.fail(unchecked))));
      scene.mark(thrownBy(() -> Answer.await(callback -> callback.fail(checked))).getCause());
      return null;
    });

    assertThat(scene.trail).containsExactly(unchecked, checked);
  }

  @Test
  void theCancellationOfATaskElsewhereDoesNotUnwindTheOneThatWaits() {
    Cancelled elsewhere = new Cancelled("the server went down", this);
    scene.run(_ -> {
      scene.mark(thrownBy(() -> Answer.await(callback -> callback.fail(elsewhere))));
      return null;
    });

    assertThat((Throwable) scene.trail.getFirst())
        .isInstanceOf(CancellationException.class)
        .hasMessage("what was to answer was cancelled")
        .cause()
        .isSameAs(elsewhere);
  }

  @Test
  void aStageIsAwaitedByItsWhenCompleteAndItsWrappingTakenOff() {
    var failure = new IllegalStateException("of the stage");
    var failed = new CompletableFuture<String>();
    failed.completeExceptionally(new CompletionException(failure));
    scene.run(scope -> {
      CompletableFuture<String> future = new CompletableFuture<>();
      scope.start("completes it", () -> future.complete("done"));
      String value = Answer.await(callback -> answer(future, callback));
      scene.mark(value);
      scene.mark(
          thrownBy(
              () -> Answer.<String, RuntimeException>await(callback -> answer(failed, callback))));
      return null;
    });

    assertThat(scene.trail).containsExactly("done", failure);
  }

  private static void answer(CompletableFuture<String> future, Answer<String> callback) {
    var _ = future.whenComplete(callback);
  }

  @Test
  void whatTheStartThrowsIsThrownAndItsAnswerIsNobodysConcern() {
    var failure = new IOException("can't start");
    scene.run(_ -> {
      scene.mark(
          thrownBy(() ->
              Answer.<String, IOException>await(callback -> {
                scene.mark(callback);
                throw failure;
              })));
      scene.mark(((Answer<?>) scene.trail.getFirst()).fail(failure));
      return null;
    });

    assertThat(scene.trail.subList(1, 3)).containsExactly(failure, false);
  }

  @Test
  void cancelledTheWaitEndsAndWhatWasAskedForIsTakenBack() {
    List<Answer<String>> asked = new ArrayList<>();
    scene.run(scope -> {
      Task<String> waits =
          scope.start(
              "waits",
              () ->
                  Answer.await(callback -> {
                    asked.add(callback);
                    callback.whenCancelled(() -> scene.mark("taken back"));
                  }));
      sleep(1);
      waits.cancel("not needed");
      sleep(1);
      scene.mark(waits.state());
      scene.mark(asked.getFirst().done("too late"));
      return null;
    });

    assertThat(scene.trail).containsExactly("taken back", Task.State.CANCELLED, false);
  }

  @Test
  void cancelledBeforeNothingIsStarted() {
    scene.run(scope -> {
      Task<?> task =
          scope.start(
              "cancelled",
              () -> {
                Answer.await(_ -> scene.mark("started"));
              });
      task.cancel("at once");
      return null;
    });

    assertThat(scene.trail).isEmpty();
  }

  @Test
  void anAnswerThatCameBeforeTheCancellationIsTheResult() {
    scene.run(scope -> {
      List<Answer<String>> asked = new ArrayList<>();
      Task<?> task =
          scope.start(
              "answered",
              () -> {
                String answer =
                    Answer.await(callback -> {
                      asked.add(callback);
                      callback.whenCancelled(() -> scene.mark("taken back"));
                    });
                scene.mark(answer);
              });
      sleep(1);
      asked.getFirst().done("in time");
      task.cancel("too late");
      return null;
    });

    assertThat(scene.trail).containsExactly("in time");
  }
}
