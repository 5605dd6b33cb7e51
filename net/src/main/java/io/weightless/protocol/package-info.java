/// Floor 4: byte connections for those who think in callbacks, over any
/// [Stream][io.weightless.net.Stream].
///
/// ```java
/// ProtocolServer.listen(scope, Address.parse("127.0.0.1:7000"), client -> new Echo());
/// Protocols.connect(scope, Address.parse("127.0.0.1:7000"), new Greeting());
/// ```
///
/// For protocols that are written so already, and for who wants them. A task that reads and writes
/// a stream is simpler, and its back-pressure needs no producers: `docs/decision/0020` says what
/// this costs. From Twisted, whose protocols, transports, producers and consumers these are, with
/// one trap mended: what a peer does not read does not pile up without bound. Nulls are refused
/// unless marked.
@NullMarked
package io.weightless.protocol;

import org.jspecify.annotations.NullMarked;
