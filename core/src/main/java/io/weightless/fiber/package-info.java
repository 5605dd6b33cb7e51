/// Floor 2, a small room: fibers, stacks that switch to each other by name, and generators made of
/// them.
///
/// ```java
/// Fibers.run(() -> {
///   var words = Generator.<String>of("words", out -> {
///     for (String line : lines) {
///       split(line, out);                 // which yields, from any depth
///     }
///   });
///   words.forEach(System.out::println);
/// });
/// ```
///
/// For programs that say themselves who comes next, as games, parsers and simulations do, and for
/// those that come from python-fibers or greenlet. Everywhere else tasks and channels are simpler.
/// Nulls are refused unless marked.
@NullMarked
package io.weightless.fiber;

import org.jspecify.annotations.NullMarked;
