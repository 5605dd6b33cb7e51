package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.offload.Offload;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.scene.Scene;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who may use a Deferred.
class DeferredOwnerTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void anotherThreadIsToldToPost() {
    scene.run(scope -> {
      Deferred<String> text = new Deferred<>();
      try (Offload offload = Offload.open()) {
        scene.mark(offload.call(() -> refusals(text)));
      }
      assertThat(text.isFired()).isFalse();
      return null;
    });

    assertThat((List<?>) scene.trail.getFirst())
        .hasSize(8)
        .allSatisfy(refusal -> assertThat(refusal).asString().endsWith("use Reactor.post"));
  }

  private static List<String> refusals(Deferred<String> text) {
    return Stream.<Work<?>>of(
            () -> text.callback("x"),
            () -> text.errback(problem("x")),
            text::cancel,
            () -> text.addCallback(value -> value),
            text::pause,
            text::await,
            text::result,
            () -> text.thenRun(() -> {}))
        .map(work -> String.valueOf(thrownBy(work).getMessage()))
        .toList();
  }

  @Test
  void anotherThreadPostsItsResult() {
    scene.run(scope -> {
      Deferred<String> text = new Deferred<>();
      Reactor reactor = Reactor.current();
      try (Offload offload = Offload.open()) {
        offload.call(() -> {
          reactor.post(() -> text.callback("x"));
          return null;
        });
      }
      scene.mark(text.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("x");
  }

  @Test
  void aCallbackOfItsReactorMayUseIt() {
    scene.run(_ -> {
      Deferred<String> text = new Deferred<>();
      Reactor.current().after(seconds(1), () -> text.callback("x"));
      scene.markAt(text.await());
      return null;
    });

    assertThat(scene.trail).containsExactly("x@1");
  }

  @Test
  void anotherReactorMayNot() {
    Deferred<?>[] text = new Deferred<?>[1];
    scene.run(_ -> {
      text[0] = new Deferred<String>();
      return null;
    });
    try (Scene other = new Scene()) {
      other.run(_ -> {
        Deferred<Object> mine = Deferred.succeed(1).addDeferring(_ -> text[0]);
        scene.mark(String.valueOf(failureOf(mine).getMessage()));
        scene.mark(String.valueOf(thrownBy(text[0]::cancel).getMessage()));
        return null;
      });
    }

    assertThat(scene.trail)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).asString().contains("another reactor"));
  }

  @Test
  void madeOutsideOfAnyReactorItIsItsThreadsOwn() throws InterruptedException {
    Deferred<String> text = new Deferred<>();
    Thread other =
        Thread.ofPlatform()
            .name("other")
            .start(() -> scene.mark(thrownBy(() -> text.callback("x")).getMessage()));
    other.join();
    scene.run(_ -> {
      scene.mark(thrownBy(text::await).getMessage());
      return null;
    });
    text.callback("x");

    assertThat(text.result()).isEqualTo("x");
    assertThat(scene.trail)
        .hasSize(2)
        .allSatisfy(line ->
            assertThat(line)
                .asString()
                .startsWith(
                    "this Deferred was made outside of any reactor and belongs to Thread["));
  }

  @Test
  void outsideOfAnyReactorNobodyCanWait() {
    assertThat(Deferred.succeed("x").await()).isEqualTo("x");
    assertThat(thrownBy(() -> new Deferred<String>().await()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("only a task can do this");
  }
}
