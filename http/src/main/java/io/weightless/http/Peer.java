package io.weightless.http;

import io.weightless.net.Address;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who asks, and over what.
///
/// @param address of the client; of the last proxy, unless somebody who trusts that one says more
/// @param isSecure whether nobody else can read or change what is said: TLS
/// @param serverName which the client asked TLS for, in lower case; null without TLS, or when it
///   named none
/// @param certificates that the client has shown, its own first; none, unless the server's TLS asks
///   for them
public record Peer(
    Address address,
    boolean isSecure,
    @Nullable String serverName,
    List<X509Certificate> certificates) {
  /// Over a connection that anybody may read.
  public static Peer plain(Address address) {
    return new Peer(address, false, null, List.of());
  }
}
