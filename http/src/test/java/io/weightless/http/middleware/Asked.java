package io.weightless.http.middleware;

import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Peer;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.net.Address;

/// Requests for trying what stands around a handler.
final class Asked {
  static final Handler HELLO = _ -> Response.ok("hello");

  private Asked() {}

  /// A GET with these fields.
  static Request with(String... namesAndValues) {
    return with(Method.GET, namesAndValues);
  }

  static Request with(Method method, String... namesAndValues) {
    return Request.of(method, "/", Headers.of(namesAndValues), IncomingBody.empty());
  }

  /// A GET by a client at this address.
  static Request by(String host, String... namesAndValues) {
    return with(namesAndValues).with(Peer.plain(new Address(host, 1234)));
  }
}
