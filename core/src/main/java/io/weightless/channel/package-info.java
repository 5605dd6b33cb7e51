/// Floor 2: channels; values that tasks of one reactor hand over to each other.
///
/// ```java
/// Channel<Order> orders = Channel.buffered(64);
/// ...
/// orders.send(order);               // in one task
/// Order order = orders.receive();   // in another one
/// ```
///
/// Nothing here takes a timeout: put a scope with a deadline around the wait. What is sent is
/// shared, not copied: it belongs to the receiver from then on.
///
/// What holds for all of them:
///
/// - **Order**: first come, first served; nobody overtakes one that waits.
/// - **Runs on**: the reactor of the task or callback that made it; others are refused.
/// - **Cancelled**: every wait is a cancellation point, also when there is nothing to wait for. Who
///   is cancelled while it waits leaves no trace. What was handed over before is handed over: the
///   wait returns, and the next one throws.
/// - **Ended**: closed, what was sent before can be received, and then comes the end. Failed, it is
///   over at once. Whoever waits is woken, and each gets an exception of his own.
/// - **Cost**: constant, also to leave a long queue from its middle; no object where nobody waits.
///
/// `toString` says what is in it and who waits. Nulls are refused unless marked.
@NullMarked
package io.weightless.channel;

import org.jspecify.annotations.NullMarked;
