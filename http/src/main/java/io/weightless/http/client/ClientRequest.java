package io.weightless.http.client;

import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.Method;
import io.weightless.http.internal.wire.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a client asks for: a value that can be sent any number of times, if its body can.
///
/// ```java
/// ClientRequest.get("https://example.com/list?page=2").with("Accept", "text/plain")
/// ```
///
/// `Host` comes from the URL unless it is given, and the length from the body. With `Expect:
/// 100-continue` the body waits until the server has asked for it, or for as long as the
/// [limits][ClientLimits] say. With `Connection: close` the connection is used for nothing else.
///
/// @param url of http or https, with a host; a fragment is not sent
/// @param body a file stays the caller's, and must stay open until the response has come; a
///   streamed body is written in a task of the client
public record ClientRequest(Method method, URI url, Headers headers, Body body) {
  /// What the body says itself.
  private static final List<String> FRAMING = List.of("Content-Length", "Transfer-Encoding");

  /// @throws IllegalArgumentException saying in one line what can't be sent
  public ClientRequest {
    url = checked(url);
    if (method.equals(Method.CONNECT)) {
      throw new IllegalArgumentException("CONNECT makes a tunnel; a client has exchanges only");
    }
    if (body instanceof Body.Tunnel) {
      throw new IllegalArgumentException("a request has no tunnel behind it; ask for an upgrade");
    }
    for (String name : FRAMING) {
      if (headers.contains(name)) {
        throw new IllegalArgumentException(name + " comes from the body; leave it out");
      }
    }
    for (String host : headers.all("Host")) {
      if (!Target.isHost(host) || headers.all("Host").size() > 1) {
        throw new IllegalArgumentException("Host is one host with perhaps a port, not " + host);
      }
    }
  }

  public static ClientRequest get(String url) {
    return of(Method.GET, url);
  }

  public static ClientRequest head(String url) {
    return of(Method.HEAD, url);
  }

  public static ClientRequest delete(String url) {
    return of(Method.DELETE, url);
  }

  public static ClientRequest post(String url, Body body) {
    return of(Method.POST, url).with(body);
  }

  public static ClientRequest put(String url, Body body) {
    return of(Method.PUT, url).with(body);
  }

  /// One without fields and body.
  public static ClientRequest of(Method method, String url) {
    return new ClientRequest(method, URI.create(url), Headers.EMPTY, Body.None.NONE);
  }

  /// Bytes as a body.
  public static Body bytes(byte[] content) {
    return new Body.Bytes(ByteBuffer.wrap(content).asReadOnlyBuffer());
  }

  public ClientRequest with(Method other) {
    return new ClientRequest(other, url, headers, body);
  }

  public ClientRequest with(URI other) {
    return new ClientRequest(method, other, headers, body);
  }

  public ClientRequest with(Headers others) {
    return new ClientRequest(method, url, others, body);
  }

  public ClientRequest with(Body other) {
    return new ClientRequest(method, url, headers, other);
  }

  /// This with one more field.
  public ClientRequest with(String name, String value) {
    return with(headers.with(name, value));
  }

  /// Whether it goes over TLS.
  public boolean isSecure() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /// Of the URL, in small letters, without brackets.
  public String host() {
    String host = authorityHost(url).toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// Of the URL; what its scheme has, if it says none.
  public int port() {
    int port = authorityPort(url);
    return port >= 0 ? port : isSecure() ? 443 : 80;
  }

  /// Path and query, as they stand in the request line.
  public String target() {
    String path = url.getRawPath();
    String query = url.getRawQuery();
    if (path.isEmpty()) {
      path = method.equals(Method.OPTIONS) && query == null ? "*" : "/";
    }
    return query == null ? path : path + "?" + query;
  }

  /// The URL as it stands in the request line for a proxy (RFC 9112, section 3.2.2).
  public String absoluteTarget() {
    String target = target();
    return url.getScheme() + "://" + url.getRawAuthority() + (target.equals("*") ? "" : target);
  }

  /// Whether it may be done twice without harm (RFC 9110, section 9.2.2).
  public boolean isIdempotent() {
    return switch (method.name()) {
      case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
      default -> false;
    };
  }

  /// Method and URL.
  @Override
  public String toString() {
    return method + " " + url;
  }

  private static URI checked(URI url) {
    String text = url.toASCIIString();
    URI ascii = text.equals(url.toString()) ? url : URI.create(text);
    String scheme = ascii.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("'" + url + "' is no URL of http or https");
    }
    String authority = ascii.getRawAuthority();
    if (authority == null || authority.indexOf('@') >= 0 || !Target.isHost(authority)) {
      throw new IllegalArgumentException(
          "'" + url + "' has no host, or more than a host and a port before its path");
    }
    if (authorityPort(ascii) == 0) {
      throw new IllegalArgumentException("'" + url + "' has a port that leads nowhere");
    }
    return ascii;
  }

  /// With brackets, if any. The platform knows none that has an underscore in it.
  private static String authorityHost(URI url) {
    String authority = url.getRawAuthority();
    int colon = portColon(authority);
    return colon < 0 ? authority : authority.substring(0, colon);
  }

  private static int authorityPort(URI url) {
    String authority = url.getRawAuthority();
    int colon = portColon(authority);
    if (colon < 0 || colon == authority.length() - 1) {
      return -1;
    }
    return Integer.parseInt(authority, colon + 1, authority.length(), 10);
  }

  private static int portColon(@Nullable String authority) {
    int colon = authority == null ? -1 : authority.lastIndexOf(':');
    return colon > (authority == null ? -1 : authority.lastIndexOf(']')) ? colon : -1;
  }
}
