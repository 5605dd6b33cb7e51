package io.weightless.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Where bytes can be written: a [Stream], a [FileSink], or [both][#tee] of something.
public interface Sink {
  /// Writes all that remains in `sources`, in their order.
  ///
  /// - **Waits**: until all of it is taken; a cancellation point.
  void write(ByteBuffer... sources) throws IOException;

  /// One that writes everything to both, to `first` first. It waits for the slower one; a failure
  /// of either is thrown, and what the other one got by then stays there.
  ///
  /// [Stream#transferTo] gives it bytes without their entering this process, where it can: they are
  /// in the system's memory once, and both are sent from there. From the system call `tee`.
  static Sink tee(Sink first, Sink second) {
    return new TeeSink(first, second);
  }
}
