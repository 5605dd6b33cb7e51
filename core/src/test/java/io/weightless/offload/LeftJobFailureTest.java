package io.weightless.offload;

import static io.weightless.offload.World.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.LoggedFailures;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What becomes of the failure of a job whose task went on without it.
class LeftJobFailureTest {
  @AutoClose private final World world = new World(1);

  @Test
  void theFailureOfAJobThatWasLeftIsLogged() throws InterruptedException {
    try (Log log = Log.capture()) {
      world.runScope(scope -> {
        leaveAFailingJob(scope);
        return null;
      });

      assertThat(log.next().getThrown()).hasMessage("disk");
      world.run(() -> world.offload.call(() -> "it has logged"));
      assertThat(LoggedFailures.take()).hasSize(1);
    }
  }

  @Test
  void theFailureOfAJobThatWasLeftGoesToWhoeverOwnsFailures() {
    world.runScope(scope -> {
      Suspension<String> told = new Suspension<>(new Suspension.Foreign() {});
      world.reactor.onFailure((who, failure) -> told.resume(who + ": " + failure.getMessage()));
      leaveAFailingJob(scope);
      world.mark(told.awaitShielded());
      return null;
    });

    assertThat(world.trail).containsExactly("work whose call had been cancelled: disk");
  }

  private void leaveAFailingJob(Scope scope) {
    Gate gate = new Gate(world.reactor);
    Task<?> task =
        scope.start(
            "caller",
            () ->
                world.offload.callAbandonable(() -> {
                  gate.passStubbornly();
                  throw new IOException("disk");
                }));
    gate.awaitEntered();
    task.cancel("enough");
    thrownBy(task::await);
    gate.open();
  }
}
