package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testing.LoggedFailures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who is told of a carrier's close.
class FarewellsTest {
  private final Carrier carrier = new Loop().carrier;
  private final List<Object> trail = new ArrayList<>();

  @Test
  void eachIsToldInOrderAndNobodyWhoHasLeft() {
    Runnable gone = () -> trail.add("gone");
    carrier.farewells.add(gone);
    carrier.farewells.add(() -> trail.add(1));
    carrier.farewells.add(() -> trail.add(2));
    carrier.farewells.remove(gone);
    carrier.close();

    assertThat(trail).containsExactly(1, 2);
    assertThat(carrier.farewells.areTold()).isTrue();
  }

  @Test
  void whatOneThrowsIsLoggedAndTheOthersAreTold() {
    carrier.farewells.add(() -> {
      throw new IllegalStateException("mine");
    });
    carrier.farewells.add(() -> {
      throw new AssertionError("and mine");
    });
    carrier.farewells.add(() -> trail.add("told"));
    carrier.close();

    assertThat(trail).containsExactly("told");
    assertThat(LoggedFailures.take())
        .extracting(logged -> logged.getThrown().getMessage())
        .containsExactly("mine", "and mine");
  }
}
