package io.weightless.channel;

import io.weightless.scope.Scope;
import java.util.Iterator;
import java.util.concurrent.Flow;
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

  /// Publishes what comes out of it to one subscriber, by a task of `scope`: when it subscribes.
  ///
  /// The subscriber gets what it asks for, then `onComplete` at the end, or `onError` with the
  /// cause when this was failed, or with a `CancellationException` when its task is cancelled. It
  /// may cancel: what was not taken stays here, and what was taken it still gets.
  ///
  /// - **Order**: as received. The end comes also when it was not asked for.
  /// - **Runs on**: the task calls the subscriber, which may wait there as any task. What that
  ///   throws is the task's failure; so is what an order throws, which the subscriber gets, too.
  ///   `subscribe`, `request` and `cancel` may come from any thread.
  /// - **Limit**: takes no value before it was asked for; one subscriber: others are refused by
  ///   `onError` with an `IllegalStateException`, as is one whose scope has ended. For many there
  ///   is [Broadcast#toPublisher].
  ///
  /// @throws IllegalStateException when it belongs to another reactor
  default Flow.Publisher<T> toPublisher(Scope scope) {
    return ChannelPublisher.of(scope, (ReceiveEnd<T>) this); // there are no others
  }
}
