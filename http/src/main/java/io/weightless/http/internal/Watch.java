package io.weightless.http.internal;

import java.io.IOException;

/// Ends a connection whose client takes too long: to send what is waited for, or to read what is
/// sent. And one that takes too long itself gives way to the others.
abstract class Watch {
  /// No deadline, where others are nanoseconds of the clock.
  static final long NONE = Long.MAX_VALUE;

  /// A wait for the client.
  @FunctionalInterface
  interface Wait {
    void await() throws IOException;
  }

  /// The wait for input that begins now must be over by `deadline`, or it fails.
  abstract void expectInput(long deadline, long now);

  abstract void inputCame();

  /// Waits, at most until `deadline`; then the stream is as it was.
  ///
  /// @return whether it was in time
  abstract boolean awaitBy(long deadline, Wait wait) throws IOException;

  /// The client must read what is being written from now on, or it is shown a failure.
  abstract void expectOutput();

  abstract void outputWent();

  /// A response is complete that was begun at `now`: gives way if it is time, what is gathered in
  /// `output` first.
  abstract void answered(long now, Output output) throws IOException;

  /// Whether the client is taken leave of in good order, before the connection ends.
  ///
  /// @param isSending whether it may still be sending what nobody will read
  /// @param hasMore whether something came in behind its last request
  abstract boolean lingers(boolean isSending, boolean hasMore);

  /// For good.
  abstract void close();
}
