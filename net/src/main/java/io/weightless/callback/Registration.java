package io.weightless.callback;

/// A callback that was added to [Callbacks].
public sealed interface Registration permits Entry {
  /// Takes it away, also while it is suspended. Acts at once: it is not called any more, in this
  /// step either, and gets no last call. Its channel stays open. Idempotent.
  ///
  /// - **Runs on**: its reactor.
  void remove();
}
