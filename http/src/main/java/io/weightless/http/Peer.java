package io.weightless.http;

import io.weightless.net.Address;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Who asks, and over what.
///
/// @param address of the client; of the last proxy, unless somebody who trusts that one says more
/// @param isSecure whether nobody else can read or change what is said: TLS
/// @param serverName which the client asked TLS for, in lower case; null without TLS, or when it
///   named none
/// @param certificates that the client has shown, its own first; none, unless the server's TLS asks
///   for them
/// @param local where the client has reached us; [#UNKNOWN], when nobody says
/// @param session what TLS has agreed upon; null without TLS, or when nobody says
public record Peer(
    Address address,
    boolean isSecure,
    @Nullable String serverName,
    List<X509Certificate> certificates,
    Address local,
    @Nullable SSLSession session) {
  /// No address in particular.
  public static final Address UNKNOWN = new Address("0.0.0.0", 0);

  /// One of whom no more is known.
  public Peer(
      Address address,
      boolean isSecure,
      @Nullable String serverName,
      List<X509Certificate> certificates) {
    this(address, isSecure, serverName, certificates, UNKNOWN, null);
  }

  /// Over a connection that anybody may read.
  public static Peer plain(Address address) {
    return plain(address, UNKNOWN);
  }

  /// The same, that has reached us at `local`.
  public static Peer plain(Address address, Address local) {
    return new Peer(address, false, null, List.of(), local, null);
  }
}
