/// Floor 4: coroutines on byte streams.
///
/// ```java
/// Coroutine<ByteBuffer, ByteBuffer, String> shout = Coroutine.of("shout", io -> {
///   String name = UTF_8.decode(io.next()).toString();
///   io.write(UTF_8.encode(name.toUpperCase(Locale.ROOT)));
///   return name;
/// });
/// String name = Gio.drive(stream, shout);
/// ```
///
/// [Gio][io.weightless.gio.Gio] gives a coroutine what comes in on a stream and writes there what
/// it writes: on TCP, in a simulation, on a script of a test, and the coroutine does not know
/// which. From Weightless' gio ("generator I/O").
@NullMarked
package io.weightless.gio;

import org.jspecify.annotations.NullMarked;
