package io.weightless.protocol;

/// Writes to a [Consumer] when it is asked to: a pull producer, unless it is a [PushProducer].
///
/// It is asked once when it is registered, and then whenever all that was written has been taken;
/// and it has to unregister itself when it has no more. From Twisted's `IPullProducer`.
public interface Producer {
  /// Writes the next piece, now or later. It is not asked again before something was written, and
  /// taken.
  void resumeProducing();

  /// Nobody will take anything any more. It is unregistered already.
  void stopProducing();
}
