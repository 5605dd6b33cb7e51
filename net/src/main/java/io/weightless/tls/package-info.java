/// Floor 4: TLS as a stream over any stream.
///
/// An [Identity] is who one is to a peer: a private key, and the certificates that prove it.
@NullMarked
package io.weightless.tls;

import org.jspecify.annotations.NullMarked;
