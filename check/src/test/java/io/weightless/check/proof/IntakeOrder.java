package io.weightless.check.proof;

import io.weightless.engine.internal.Intake;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// Whoever waits comes in in his turn: an intake is a queue for which others queue.
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public final class IntakeOrder {
  private final Intake<Integer> intake = new Intake<>(1, () -> {});

  @Operation
  public void send(@Param(name = "value") int value) {
    intake.admit(new Intake.Entrant<>(value, _ -> {}));
  }

  /// What is on its way in is waited for, as a receiver does: there is no answer before it is
  /// there.
  @Operation(nonParallelGroup = "receiver")
  public String receive() {
    while (true) {
      Integer value = intake.poll();
      if (value != null) {
        intake.release();
        return value.toString();
      }
      if (intake.isOver()) {
        return "OVER";
      }
      if (intake.taken() == 0) {
        return "EMPTY";
      }
      Thread.onSpinWait();
    }
  }

  /// The same, one thing after the other.
  public static final class InSequence {
    private final Queue<Integer> values = new ArrayDeque<>();
    private final Queue<Integer> waiting = new ArrayDeque<>();

    public void send(int value) {
      (values.isEmpty() ? values : waiting).add(value);
    }

    public String receive() {
      Integer value = values.poll();
      if (!waiting.isEmpty()) {
        values.add(waiting.remove());
      }
      return value == null ? "EMPTY" : value.toString();
    }
  }
}
