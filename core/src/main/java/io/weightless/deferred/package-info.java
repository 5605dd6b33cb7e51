/// Floor 2: Twisted's Deferred: a result that may not be there yet, and what is to be done with it.
///
/// ```java
/// Deferred<Order> order = new Deferred<>();
/// order.addCallback(Order::price).addErrback(failure -> Price.UNKNOWN);
/// ...
/// order.callback(received);             // runs the chain
/// Price price = ordered.await();        // in a task: the main road
/// ```
///
/// Straight-line code in tasks is the main road: [io.weightless.deferred.Deferred#await] gives what
/// a chain came to, and a cancelled task cancels what it awaits. Chains are the side road, for
/// those who come with them, and for results that are produced by callbacks. The aggregates are in
/// [io.weightless.deferred.DeferredList].
///
/// - **Runs on**: the reactor of the task or callback that made it; others are refused and have to
///   `Reactor.post`. One that is made outside of any reactor is a plain object of the thread that
///   made it.
/// - **Failing**: a failure that nobody handled is told to the log, without the values around it.
///
/// Nulls are refused unless marked.
@NullMarked
package io.weightless.deferred;

import org.jspecify.annotations.NullMarked;
