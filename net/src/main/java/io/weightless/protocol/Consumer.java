package io.weightless.protocol;

import java.nio.ByteBuffer;

/// Takes what others write, and tells one producer when to. From Twisted's `IConsumer`; a
/// [Transport] is one.
public interface Consumer {
  /// Takes all that remains in `sources`, in their order, by a copy: they may be used again.
  ///
  /// - **Waits**: never.
  void write(ByteBuffer... sources);

  /// Has `producer` told from now on when to go on, to stop, and, if it is a [PushProducer], to
  /// pause. When nothing can be written any more it is stopped at once instead, from within.
  ///
  /// - **Waits**: never.
  ///
  /// @throws IllegalStateException when there is one already: unregister that first
  void registerProducer(Producer producer);

  /// The producer has no more to write. It is not called any more. Does nothing without one.
  ///
  /// - **Waits**: never.
  void unregisterProducer();
}
