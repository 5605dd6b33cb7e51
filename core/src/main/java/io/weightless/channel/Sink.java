package io.weightless.channel;

import io.weightless.scope.Scope;
import java.util.concurrent.Flow;

/// The end of a channel where values are sent. What holds for all of them is said in the package.
///
/// It is no `AutoCloseable`: a block that closes it whatever happened would tell the receivers that
/// all is there when its task has failed. Say which it is, [#close] or [#fail].
public sealed interface Sink<T> permits Channel, Broadcast, Mailbox {
  /// Hands `value` to the one that has waited longest for it, or leaves it where there is room.
  ///
  /// - **Waits**: while there is neither; a cancellation point also when there is. After some
  ///   thousand sends without a wait it lets all that is ready have a turn.
  /// - **Cancelled**: `value` was not taken, and never will be.
  ///
  /// @throws ChannelClosed when it was closed before `value` was taken
  /// @throws ChannelFailed when it was failed before
  void send(T value);

  /// Sends `value` if that needs no wait. Callbacks can do it too.
  ///
  /// - **Waits**: never.
  ///
  /// @return whether it was taken
  /// @throws ChannelClosed when it was closed
  /// @throws ChannelFailed when it was failed
  boolean trySend(T value);

  /// Says that no more comes. What was sent before can be received; then comes the end. Those who
  /// wait to send are refused: their values were not taken. Idempotent, and nothing after [#fail].
  ///
  /// - **Waits**: never.
  void close();

  /// Gives up: what was sent and not received is dropped, and all who wait or come get a
  /// [ChannelFailed] with `cause`. The first cause stays. After a [#close] it still takes effect:
  /// so one that is being emptied can be given up.
  ///
  /// - **Waits**: never.
  void fail(Throwable cause);

  /// A subscriber that sends here what it gets, by a task of `scope`: when it is subscribed to a
  /// publisher, which is asked for up to `batch` values ahead.
  ///
  /// This is closed when the publisher completes, and failed with the publisher's failure, or with
  /// what ends the task before that: so its receivers never wait in vain. When this is closed or
  /// failed by others, the publisher is cancelled, and what is on its way is dropped; by a
  /// [Mailbox], when the next value comes.
  ///
  /// - **Runs on**: the publisher may signal from any thread.
  /// - **Limit**: `batch` values on their way; one publisher: others are cancelled.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  default Flow.Subscriber<T> toSubscriber(Scope scope, int batch) {
    return new SinkSubscriber<>(scope, this, Channel.positive(batch));
  }

  /// Whether it was closed or failed, so that nothing can be sent any more.
  boolean isClosed();
}
