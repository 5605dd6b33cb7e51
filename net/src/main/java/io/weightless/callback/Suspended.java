package io.weightless.callback;

/// A reader, writer or repeating callback that is parked: see [Callbacks#suspend]. Whoever has this
/// lets it go on, once, from the next step.
///
/// - **Runs on**: its reactor; from other threads post it.
///
/// Each method throws `IllegalStateException` when it was resumed before, or has been removed, and
/// `IllegalArgumentException` when its channel can't be read, or written to.
public final class Suspended {
  private final Entry entry;
  private boolean resumed;

  Suspended(Entry entry) {
    this.entry = entry;
  }

  /// As it was.
  public void resume() {
    switch (entry) {
      case ChannelEntry channel -> resume(channel.isOutput(), channel.callback);
      default -> {
        check();
        resumed = true;
        entry.become(Entry.State.STARTING);
      }
    }
  }

  /// As the reader of its channel, also when it was the writer.
  ///
  /// @throws IllegalStateException when it has no channel, or that has a reader
  public void resumeAsReader() {
    resume(false, entry.callback);
  }

  /// As the reader of its channel, with another callback.
  ///
  /// @throws IllegalStateException when it has no channel, or that has a reader
  public void resumeAsReader(Callback callback) {
    resume(false, callback);
  }

  /// As the writer of its channel, also when it was the reader.
  ///
  /// @throws IllegalStateException when it has no channel, or that has a writer
  public void resumeAsWriter() {
    resume(true, entry.callback);
  }

  /// As the writer of its channel, with another callback.
  ///
  /// @throws IllegalStateException when it has no channel, or that has a writer
  public void resumeAsWriter(Callback callback) {
    resume(true, callback);
  }

  private void resume(boolean asOutput, Callback callback) {
    check();
    if (!(entry instanceof ChannelEntry channel)) {
      throw new IllegalStateException(entry + " has no channel");
    }
    channel.resume(asOutput, callback);
    resumed = true;
  }

  private void check() {
    entry.callbacks.checkOwner();
    if (resumed) {
      throw new IllegalStateException("resumed before: " + entry);
    }
    if (!entry.isSuspended()) {
      throw new IllegalStateException("removed meanwhile: " + entry);
    }
  }

  @Override
  public String toString() {
    return (resumed ? "resumed: " : "suspended: ") + entry;
  }
}
