package io.weightless.channel;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;

/// A task that waits to send; its reactor goes on.
final class SendingTask<T> extends Sending<T> implements Suspension.Withdrawal {
  private final Carrier home = Carrier.current();
  private final Suspension<Boolean> answer;

  /// What it waits for, in words: no channel of its own reactor, for it may be one of another.
  private record Room(Mailbox<?> mailbox, boolean isForeign) implements Suspension.Foreign {
    @Override
    public String toString() {
      return "room in " + mailbox;
    }
  }

  SendingTask(Mailbox<T> mailbox, T value) {
    super(mailbox, value);
    answer = new Suspension<>(new Room(mailbox, !mailbox.carrier.owned()));
  }

  @Override
  public void answered(boolean taken) {
    home.run(this, () -> answer.resume(taken));
  }

  @Override
  boolean await() {
    return answer.await(this);
  }

  @Override
  public boolean withdraw() {
    return mailbox.withdraw(entrant);
  }
}
