package io.weightless.check.blocking;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.weightless.offload.Offload;
import io.weightless.testing.Trail;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Native code that blocks: nothing can take the loop from it, on either engine.
@Timeout(60)
final class BlockingNativeStory {
  private final Trail trail = new Trail();

  /// The system's own sleep.
  private final MethodHandle usleep;

  @SuppressWarnings("restricted")
  BlockingNativeStory() {
    Linker linker = Linker.nativeLinker();
    usleep =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("usleep"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  }

  @Test
  void aNativeCallHoldsTheLoop() {
    OneReactor.run(scope -> {
      scope.start("calls", () -> trail.add("gave " + sleepNatively()));
      scope.start("other", () -> trail.add("other"));
    });

    trail.assertIs("gave 0", "other");
  }

  @Test
  void aNativeCallInAnOffloadDoesNot() {
    try (Offload offload = Offload.open()) {
      OneReactor.run(scope -> {
        scope.start("calls", () -> trail.add("gave " + offload.call(this::sleepNatively)));
        scope.start("other", () -> trail.add("other"));
      });
    }

    trail.assertIs("other", "gave 0");
  }

  private int sleepNatively() {
    try {
      return (int) usleep.invokeExact(1_000);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
