package io.weightless.net;

/// A lock on the whole of a file, which keeps away only those who ask for one too: other
/// [OpenFile]s of this process, and other processes.
///
/// With the `nio` backend the system gives it up when *any* handle of the file that this process
/// has is closed, as it does for every lock of the JDK. On Linux the other backends take one that
/// belongs to its handle alone ("open file description lock").
public interface FileLock extends AutoCloseable {
  /// Whether others may have shared ones beside it.
  boolean isShared();

  /// Gives it back. Idempotent; does nothing when the file is closed, for it ended with that.
  ///
  /// - **Waits**: never.
  @Override
  void close();
}
