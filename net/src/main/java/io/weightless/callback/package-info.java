/// Floor 4: the reactor as those know it who think in callbacks.
///
/// ```java
/// Callbacks callbacks = Callbacks.on(Reactor.current());
/// callbacks.reader(channel, () -> channel.read(buffer));
/// callbacks.timer(Duration.ofSeconds(5), channel::close);
/// ```
///
/// For code that is written so already, for protocols that bring their own channels, and for who
/// wants to see the loop. Everything else is simpler as a task, which waits where a callback has to
/// return: `examples/CallbackHell.java` has both. From Weightless' reactor, whose rules these are:
/// there is one loop, the tasks' own, and [Callbacks][io.weightless.callback.Callbacks] is a view
/// of it. Nulls are refused unless marked.
@NullMarked
package io.weightless.callback;

import org.jspecify.annotations.NullMarked;
