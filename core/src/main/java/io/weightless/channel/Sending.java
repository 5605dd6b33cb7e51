package io.weightless.channel;

import io.weightless.engine.internal.Intake;

/// One who waits for room in a [Mailbox]: how he does is his own business.
abstract sealed class Sending<T> extends Intake.Entrant<T> implements Runnable
    permits SendingTask, SendingThread {
  final Mailbox<T> mailbox;

  Sending(Mailbox<T> mailbox, T value) {
    super(value);
    this.mailbox = mailbox;
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
