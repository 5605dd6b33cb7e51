package io.weightless.check.proof;

import io.weightless.engine.internal.Intake;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/// Whatever those do who send, wait, give up, receive and close: in the end each has one answer,
/// what was taken was received once, no permit is lost and none has been made; and nobody was left
/// asleep.
public final class IntakeConservation {
  private static final Set<String> POSSIBLE =
      Set.of("TAKEN received", "CLOSED", "FULL", "withdrawn");

  private final AtomicBoolean woken = new AtomicBoolean();
  private final Intake<Integer> intake = new Intake<>(1, () -> woken.set(true));
  private final Map<Integer, String> answers = new ConcurrentHashMap<>();
  private final Map<Integer, String> received = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  /// For the receiver only.
  private boolean asleep;

  private final class Sender extends Intake.Entrant<Integer> {
    private final int number;

    Sender(int number) {
      super(number);
      this.number = number;
    }

    @Override
    protected void answered(boolean taken) {
      answers.merge(number, taken ? "TAKEN" : "CLOSED", String::concat);
    }
  }

  @Operation
  public void trySend() {
    int number = numbers.incrementAndGet();
    answers.merge(number, intake.offer(number).name(), String::concat);
  }

  @Operation
  public void send() {
    intake.admit(new Sender(numbers.incrementAndGet()));
  }

  @Operation
  public void sendAndGiveUp() {
    Sender sender = new Sender(numbers.incrementAndGet());
    intake.admit(sender);
    if (intake.withdraw(sender)) {
      answers.merge(sender.number, "withdrawn", String::concat);
    }
  }

  @Operation(nonParallelGroup = "receiver")
  public void receive() {
    asleep = false;
    Integer value = intake.poll();
    if (value != null) {
      received.merge(value, " received", String::concat);
      intake.release();
    }
  }

  @Operation(nonParallelGroup = "receiver")
  public void fallAsleep() {
    woken.set(false);
    asleep = intake.fallAsleep();
  }

  @Operation
  public void close() {
    intake.close();
  }

  @Validate
  public void nothingIsLost() {
    check(!asleep || woken.get() || (intake.taken() == 0 && !intake.isOver()), "left asleep");
    int left = intake.taken() + intake.waiting();
    for (int i = 0; i < left; i++) {
      receive();
    }
    check(intake.taken() == 0 && intake.waiting() == 0, "permits are out");
    answers.forEach((number, answer) -> {
      String all = answer + received.getOrDefault(number, "");
      check(POSSIBLE.contains(all), number + ": " + all);
    });
    check(answers.keySet().containsAll(received.keySet()), "received, and never sent");
    if (intake.isClosed()) {
      check(intake.isOver(), "the end does not come");
    } else {
      check(intake.offer(0) == Intake.Answer.TAKEN, "a permit is lost");
      check(intake.offer(0) == Intake.Answer.FULL, "a permit was made");
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
