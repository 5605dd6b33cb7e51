package io.weightless.channel;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The end of a channel where values are received. What holds for all of them is said in the
/// package.
public sealed interface Source<T> extends Iterable<T> permits ReceiveEnd {
  /// Takes the next value.
  ///
  /// - **Waits**: until there is one; a cancellation point also when there is.
  /// - **Cancelled**: nothing was taken.
  ///
  /// @throws ChannelClosed at the end: it was closed, and nothing is left
  /// @throws ChannelFailed when it was failed
  T receive();

  /// Takes the next value if there is one. Callbacks can do it too.
  ///
  /// - **Waits**: never.
  ///
  /// @return null when there is none now
  /// @throws ChannelClosed at the end: it was closed, and nothing is left
  /// @throws ChannelFailed when it was failed
  @Nullable T tryReceive();

  /// All that comes, until the end: `for (Order order : orders) { ... }`. Several tasks may
  /// iterate, and share what comes.
  ///
  /// - **Waits**: in `hasNext`, which takes the next value for `next` to give; as in [#receive]. At
  ///   the end it is false; a channel that was failed throws [ChannelFailed].
  @Override
  Iterator<T> iterator();
}
