package io.weightless.net;

/// An open file that is written to its end.
///
/// A write waits until the system has taken it, which most often means its cache, and lets others
/// run meanwhile; in a callback it holds the loop. What [Stream#transferTo] moves here without its
/// entering this process holds the loop until the cache has it.
public interface FileSink extends Sink, AutoCloseable {
  /// Idempotent. What was written may not be on the disk yet.
  @Override
  void close();
}
