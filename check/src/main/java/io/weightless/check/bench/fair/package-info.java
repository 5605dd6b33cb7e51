/// `./bench fair`: how long others wait for a server on one thread while a connection floods it.
///
/// [FairProgram] is the client, in a process of its own: [Visitors] ask now and then, [Flood] never
/// stops. Never shipped.
@NullMarked
package io.weightless.check.bench.fair;

import org.jspecify.annotations.NullMarked;
