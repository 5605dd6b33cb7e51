package io.weightless.net.internal.nio;

/// Whoever is registered with the selector: the attachment of his key.
interface Registered {
  /// The channel is ready for `operations`, all of them wanted. Called by the loop, so it must
  /// neither wait nor close anything.
  void ready(int operations);
}
