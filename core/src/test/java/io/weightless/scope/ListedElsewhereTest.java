package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.*;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Reactor.tasks() from another thread while it runs is refused.
final class ListedElsewhereTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void anotherThreadIsRefusedWhileTheReactorRuns() throws Exception {
    AtomicReference<Object> got = new AtomicReference<>();
    stage.run(() -> {
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  got.set(stage.reactor.tasks());
                } catch (IllegalStateException e) {
                  got.set(e);
                }
              });
      while (other.isAlive()) {
        Thread.onSpinWait();
      }
    });
    assertThat(got.get()).isInstanceOf(IllegalStateException.class);
  }
}
