package io.weightless.http.client.internal;

import io.weightless.http.client.ClientRequest;
import io.weightless.net.Address;
import io.weightless.net.tls.TlsClient;
import org.jspecify.annotations.Nullable;

/// Where a connection leads, and what was made sure of: requests to equal ones may share it.
///
/// @param host in small letters, without brackets
/// @param tls null for none; each is equal to itself only
record Destination(String host, int port, @Nullable TlsClient tls) {
  static Destination of(ClientRequest request, TlsClient tls) {
    return new Destination(request.host(), request.port(), request.isSecure() ? tls : null);
  }

  Address address() {
    return new Address(host, port);
  }

  /// Host and port, for people.
  @Override
  public String toString() {
    return address().toString();
  }
}
