/// `./bench tls`: handshakes, requests and bytes over TLS 1.3.
///
/// One cipher for all. The clients are programs on OpenSSL; [OursOverTls] is our server, Netty runs
/// on `io_uring` with the TLS of the JDK, which is also ours, and with OpenSSL's. Never shipped.
@NullMarked
package io.weightless.check.bench.tls;

import org.jspecify.annotations.NullMarked;
