package io.weightless.protocol;

/// Writes to a [Consumer] by itself, until it is told to pause. From Twisted's `IPushProducer`.
///
/// Here [#resumeProducing] is called only after [#pauseProducing]: when all that was written has
/// been taken.
public interface PushProducer extends Producer {
  /// More is waiting than should. It comes from within the write that was one too many, so that a
  /// loop can see it before its next.
  void pauseProducing();
}
