package io.weightless.protocol;

import io.weightless.net.signal.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The process of a [ProcessProtocol]. When it has ended, nothing here does anything.
///
/// - **Waits**: never.
///
/// From Twisted's `IProcessTransport`.
public interface ProcessTransport {
  long pid();

  /// Writes to its standard input, behind all that was written before. What it does not read any
  /// more is thrown away.
  ///
  /// - **Limit**: [Limits#waiting] bytes of [Limits#DEFAULT] that it has not read. With more it is
  ///   ended, and [ProcessProtocol#run] throws [OutputTooLong].
  /// - **Cost**: each byte is copied twice.
  void write(ByteBuffer... sources);

  /// The end of its standard input, behind all that was written. Idempotent.
  void closeInput();

  /// As [io.weightless.net.process.Process#signal].
  void signal(Signal signal) throws IOException;

  /// As [io.weightless.net.process.Process#kill].
  void kill();
}
