package io.weightless.net;

/// An open file that is written to its end. Writing holds the loop until the system has taken it,
/// which most often means its cache.
public interface FileSink extends Sink, AutoCloseable {
  /// Idempotent. What was written may not be on the disk yet.
  @Override
  void close();
}
