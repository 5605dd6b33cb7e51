/// Floor 4: byte connections and files, as straight-line code.
///
/// ```java
/// Network network = Reactor.current().service(Network.class);
/// try (Stream stream = network.connect(Address.parse("127.0.0.1:8080"))) {
///   stream.write(ByteBuffer.wrap("hello\n".getBytes(UTF_8)));
///   ByteBuffer answer = stream.read();
/// }
/// ```
///
/// The backend of a reactor attaches [Network][io.weightless.net.Network] and
/// [Files][io.weightless.net.Files] to it; everything that they make belongs to that reactor, and
/// is used by its tasks only. No method has a timeout: put a deadline on a scope around it. Nulls
/// are refused unless marked.
@NullMarked
package io.weightless.net;

import org.jspecify.annotations.NullMarked;
