/// Floor 1: the reactor, the loop and the world of a task: ready queue, timers, clock, random, and
/// where input and output come from.
///
/// ```java
/// try (var reactor = Reactor.open()) {
///   reactor.run(() -> System.out.println("in a task"));
/// }
/// ```
///
/// A reactor is a plain object: it is passed in, may be stepped by hand, and several may live. It
/// knows no sockets: a [Backend][io.weightless.reactor.Backend] brings them, with the services that
/// stand on them. Nulls are refused unless marked.
@NullMarked
package io.weightless.reactor;

import org.jspecify.annotations.NullMarked;
