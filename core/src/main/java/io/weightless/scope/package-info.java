/// Floor 2: scopes and tasks; lifetimes, cancellation, deadlines and failures.
///
/// ```java
/// String both = Scope.run(Deadline.after(ofSeconds(5)), scope -> {
///   Task<String> a = scope.start("a", () -> fetch(x));
///   Task<String> b = scope.start("b", () -> fetch(y));
///   return a.await() + b.await();
/// });
/// ```
///
/// No task outlives its scope, and no failure is lost: it goes to the scope, or to whoever awaits.
/// Everything here is for tasks of one reactor and not thread-safe; from other threads go through
/// `Reactor.post`. Nulls are refused unless marked.
@NullMarked
package io.weightless.scope;

import org.jspecify.annotations.NullMarked;
