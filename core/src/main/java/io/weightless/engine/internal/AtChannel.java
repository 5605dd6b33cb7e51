package io.weightless.engine.internal;

/// What a strand waits for that waits at one channel: for reports.
public interface AtChannel {
  /// The channel, or the end of one.
  Object channel();

  /// Whether it is to send there, and not to receive.
  boolean sends();
}
