/// Floor 4: processes of the system, and the standard streams of this one, as straight-line code.
///
/// ```java
/// Processes processes = Reactor.current().service(Processes.class);
/// String version = processes.run(Command.of("git", "--version")).checkSuccess().text();
///
/// try (Process sort = processes.start(Command.of("sort", "-u"))) {
///   sort.stream().write(words);
///   sort.stream().closeOutput();
///   Gio.drive(sort.stream(), lines());
///   Exit exit = sort.await();
/// }                                    // it, and all that it started, has ended here
/// ```
///
/// Nulls are refused unless marked.
@NullMarked
package io.weightless.net.process;

import org.jspecify.annotations.NullMarked;
