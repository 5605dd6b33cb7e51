package io.weightless.channel;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A thread that is held while it waits to send: none of a reactor.
final class SendingThread<T> extends Sending<T> {
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();

  SendingThread(Mailbox<T> mailbox, T value) {
    super(mailbox, value);
  }

  @Override
  public void answered(boolean taken) {
    answer.complete(taken);
  }

  @Override
  boolean await() {
    try {
      return answer.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      if (mailbox.withdraw(entrant)) {
        throw new CancellationException(
            "the thread was interrupted while it waited to send to " + mailbox);
      }
      return answer.join(); // the answer is on its way
    } catch (ExecutionException e) {
      throw new AssertionError("an answer does not fail", e);
    }
  }
}
