/// Seeing inside a program that runs: what its tasks do and wait for, how its components are wired,
/// how full its channels are.
///
/// ```java
/// Snapshot before = Snapshot.take();
/// Task.sleep(ofSeconds(1));
/// Snapshot after = Snapshot.take();
/// System.out.println(after.toJson());
/// System.out.println(after.since(before).toJson());   // what has changed, and how fast it goes
/// ```
///
/// A [Snapshot][io.weightless.inspect.Snapshot] costs nothing until it is taken. Who wants to know
/// more, as how long tasks hold the loop, opens a [Watch][io.weightless.inspect.Watch]: then the
/// reactor tells of each turn and of each value that goes through a channel. Nulls are refused
/// unless marked.
@NullMarked
package io.weightless.inspect;

import org.jspecify.annotations.NullMarked;
