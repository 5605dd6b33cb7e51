package io.weightless.net.internal.nio;

/// What a backend did, for tests: that bytes of a file did not pass through this process, that an
/// idle loop does not wake up.
final class Counters {
  /// Looks for readiness.
  long polls;

  /// Bytes that a read put into a buffer of ours.
  long received;

  /// Bytes that a write took out of a buffer, ours or the caller's.
  long sent;

  /// Bytes that the system moved from a file to a connection by itself.
  long transferred;
}
