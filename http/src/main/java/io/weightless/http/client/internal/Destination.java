package io.weightless.http.client.internal;

import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.HttpProxy;
import io.weightless.net.Address;
import io.weightless.net.tls.TlsClient;
import org.jspecify.annotations.Nullable;

/// Where a connection leads, and what was made sure of: requests to equal ones may share it.
///
/// @param host in small letters, without brackets; of the proxy, where that is asked in the clear
/// @param tls null for none; each is equal to itself only
/// @param proxy null for none
/// @param isForwarded whether requests say to the proxy where they are meant to go
record Destination(
    String host,
    int port,
    @Nullable TlsClient tls,
    @Nullable HttpProxy proxy,
    boolean isForwarded) {
  /// A proxy is asked for a tunnel where it can't understand what goes through: with TLS, and where
  /// another protocol may come (RFC 6455, section 4.1).
  static Destination of(ClientRequest request, TlsClient tls, @Nullable HttpProxy proxy) {
    boolean isTunnel = request.isSecure() || request.headers().contains("Upgrade");
    if (proxy != null && !isTunnel) {
      return new Destination(proxy.address().host(), proxy.address().port(), null, proxy, true);
    }
    TlsClient own = request.isSecure() ? tls : null;
    return new Destination(request.host(), request.port(), own, proxy, false);
  }

  /// Where the bytes are meant to go.
  Address address() {
    return new Address(host, port);
  }

  /// Host and port, for people.
  @Override
  public String toString() {
    return proxy != null && !isForwarded ? address() + " through " + proxy : address().toString();
  }
}
