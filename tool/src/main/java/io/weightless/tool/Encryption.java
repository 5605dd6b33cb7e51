package io.weightless.tool;

import io.weightless.net.Address;
import io.weightless.net.tls.TlsServer;
import org.jspecify.annotations.Nullable;

/// How the connections to a site are encrypted.
///
/// @param server of all workers, so that a session may go on with any of them
/// @param fingerprint of a certificate that its user can only compare; null for others
/// @param redirectFrom where those come who did not say https, to be led on; null for nowhere
record Encryption(TlsServer server, @Nullable String fingerprint, @Nullable Address redirectFrom) {}
