package io.weightless.check.proof;

import io.weightless.engine.internal.Intake;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// No value is taken after the end, and none that was taken before is lost; the limit holds.
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public final class IntakeEnd {
  private static final int CAPACITY = 2;

  private final Intake<Integer> intake = new Intake<>(CAPACITY, () -> {});

  @Operation
  public String trySend(@Param(name = "value") int value) {
    return intake.offer(value).name();
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

  @Operation
  public void close() {
    intake.close();
  }

  /// The same, one thing after the other.
  public static final class InSequence {
    private final Queue<Integer> values = new ArrayDeque<>();
    private boolean closed;

    public String trySend(int value) {
      if (closed) {
        return "CLOSED";
      }
      if (values.size() == CAPACITY) {
        return "FULL";
      }
      values.add(value);
      return "TAKEN";
    }

    public String receive() {
      Integer value = values.poll();
      String nothing = closed ? "OVER" : "EMPTY";
      return value == null ? nothing : value.toString();
    }

    public void close() {
      closed = true;
    }
  }
}
