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
  private static final Set<String> POSSIBLE = Set.of("TAKEN received", "CLOSED", "FULL", "");

  private final AtomicBoolean woken = new AtomicBoolean();
  private final Intake<Integer> intake = new Intake<>(1, () -> woken.set(true));
  private final Map<Integer, String> answers = new ConcurrentHashMap<>();
  private final Map<Integer, String> received = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger givenUp = new AtomicInteger();

  /// For the receiver only.
  private boolean asleep;

  @Operation
  public void trySend() {
    int number = newNumber();
    answered(number, intake.offer(number).name());
  }

  @Operation
  public void send() {
    sender();
  }

  @Operation
  public void sendAndGiveUp() {
    Intake.Entrant<Integer> sender = sender();
    if (intake.withdraw(sender)) {
      givenUp.incrementAndGet();
    }
  }

  private Intake.Entrant<Integer> sender() {
    int number = newNumber();
    Intake.Entrant<Integer> sender =
        new Intake.Entrant<>(number, taken -> answered(number, taken ? "TAKEN" : "CLOSED"));
    intake.admit(sender);
    return sender;
  }

  private int newNumber() {
    int number = numbers.incrementAndGet();
    answers.put(number, "");
    return number;
  }

  private void answered(int number, String answer) {
    answers.merge(number, answer, String::concat);
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
    long unanswered = answers.values().stream().filter(String::isEmpty).count();
    check(unanswered == givenUp.get(), unanswered + " have no answer, " + givenUp + " gave up");
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
