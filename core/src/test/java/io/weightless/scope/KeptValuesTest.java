package io.weightless.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.*;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A task that is kept for its result does not keep the values of its scope.
final class KeptValuesTest {
  private static final Key<Object> KEY = Key.of("big");
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aTaskThatIsKeptDoesNotKeepTheValuesOfItsScope() {
    stage.run(() -> {
      WeakReference<?>[] reference = new WeakReference<?>[1];
      Task<Integer> kept =
          Scope.run(scope -> {
            Object big = new Object();
            reference[0] = new WeakReference<>(big);
            scope.put(KEY, big);
            return scope.start("kept", () -> 1);
          });
      for (int i = 0; i < 50 && !reference[0].refersTo(null); i++) System.gc();
      assertThat(reference[0].refersTo(null)).isTrue();
      stage.mark(kept.state());
    });
  }
}
