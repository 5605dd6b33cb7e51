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
record Destination(String host, int port, @Nullable TlsClient tls, @Nullable HttpProxy proxy) {
  static Destination of(ClientRequest request, TlsClient tls, @Nullable HttpProxy proxy) {
    if (request.isSecure()) {
      return new Destination(request.host(), request.port(), tls, proxy);
    }
    return proxy == null
        ? new Destination(request.host(), request.port(), null, null)
        : new Destination(proxy.address().host(), proxy.address().port(), null, proxy);
  }

  /// Where the bytes are meant to go.
  Address address() {
    return new Address(host, port);
  }

  /// Whether requests say to the proxy where they are meant to go.
  boolean isForwarded() {
    return proxy != null && tls == null;
  }

  /// Host and port, for people.
  @Override
  public String toString() {
    return tls != null && proxy != null ? address() + " through " + proxy : address().toString();
  }
}
