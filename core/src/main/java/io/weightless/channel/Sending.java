package io.weightless.channel;

import io.weightless.engine.internal.Intake;

/// One who waits for room in a [Mailbox]: how he does is his own business.
abstract sealed class Sending<T> implements Intake.Answered, Runnable
    permits SendingTask, SendingThread {
  final Mailbox<T> mailbox;
  final Intake.Entrant<T> entrant;

  Sending(Mailbox<T> mailbox, T value) {
    this.mailbox = mailbox;
    entrant = new Intake.Entrant<>(value, this);
  }

  /// Waits for the answer.
  ///
  /// @return whether the value was taken
  abstract boolean await();

  /// The reactor of the mailbox was closed.
  @Override
  public final void run() {
    mailbox.receiverIsGone();
  }
}
