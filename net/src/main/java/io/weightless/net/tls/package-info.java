/// Floor 4: TLS as a stream over any stream.
///
/// ```java
/// TlsServer server = TlsServer.of(Identity.read(Path.of("cert.pem"), Path.of("key.pem")));
/// try (Listener listener = Tls.listen(network.listen(address), server)) {
///   Stream stream = listener.accept(); // used as one of TCP
/// ```
///
/// The JDK's `SSLEngine` does the cryptography, and knows bytes only; [Tls] moves them.
@NullMarked
package io.weightless.net.tls;

import org.jspecify.annotations.NullMarked;
