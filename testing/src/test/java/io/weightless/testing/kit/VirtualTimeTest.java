package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Virtual time over the sockets of a system.
@ParameterizedClass(name = "{0}")
@MethodSource("io.weightless.testing.kit.Ground#real")
record VirtualTimeTest(Ground ground) implements OnGround {
  @Test
  void whatHasComeIsSeenBeforeADeadlinePasses() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        Task<Long> echo = scope.start("echo", () -> pair.far().transferTo(pair.far()));
        Scope.join(
            Deadline.after(Duration.ofMillis(1)),
            _ -> {
              for (String word : List.of("here", "and now", "and again")) {
                pair.near().write(Talk.bytes(word));
                assertEquals(word, Talk.readText(pair.near(), word.length()));
              }
            });
        pair.near().closeOutput();
        echo.await();
      }
    });
  }
}
