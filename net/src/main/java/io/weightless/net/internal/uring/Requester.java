package io.weightless.net.internal.uring;

import java.io.IOException;

/// Whoever has something to submit, and is told what became of it. Up to six things at a time, of
/// different kinds.
interface Requester {
  int RECEIVE = 1;
  int SEND = 2;
  int POLL_INPUT = 4;
  int POLL_OUTPUT = 8;
  int POLL_FAILURE = 16;
  int LINGER = 32;
  int KINDS = 0x3f;

  /// Submits what is to be done now. Called by the loop, after [Requests#change].
  void submit(Submissions submissions) throws IOException;

  /// Called by the loop.
  ///
  /// @param kind of what was submitted
  void completed(int kind, int result, int flags);

  /// Nothing that was submitted is under way any more, nor will be completed: there is a new ring.
  void lost();

  /// The reactor ends, and the ring with it.
  void closeNow() throws IOException;
}
