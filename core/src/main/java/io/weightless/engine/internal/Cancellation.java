package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// What a [Strand] asks at each wait: may I still wait?
///
/// Cancellation is a state, not an event: once `pending` answers, it keeps answering until the one
/// who cancelled has ended what was cancelled. A class and not an interface, so that `pending` does
/// not show in the API of those who extend it.
public abstract class Cancellation {
  /// A fresh error to throw at the wait, or null when nothing is cancelled.
  protected abstract @Nullable Error pending();
}
