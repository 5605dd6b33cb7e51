package io.weightless.net.internal;

/// What a backend did, for tests: that bytes of a file did not pass through this process, that an
/// idle loop does not wake up.
public final class Counters {
  /// Looks for readiness.
  public long polls;

  /// Bytes that a read put into a buffer of ours.
  public long received;

  /// Bytes that a write took out of a buffer, ours or the caller's.
  public long sent;

  /// Bytes that the system moved from a connection to another one by itself.
  public long moved;

  /// Bytes that the system moved from a file to a connection by itself.
  public long transferred;
}
