package io.weightless.http;

import io.weightless.http.internal.wire.Target;
import org.jspecify.annotations.Nullable;

/// Sends every client on to the same place under `https://`, and does nothing else: for the port on
/// which those come who typed no scheme.
///
/// ```java
/// HttpServer.listen(scope, new Address("0.0.0.0", 80), new HttpsRedirect(443));
/// ```
///
/// The answer is a 308, so method and body stay what they were (RFC 9110, section 15.4.9). The host
/// is the one that the client asked for: by the target if that is a whole URL, or else by the Host
/// field. A request that names none, or that is not for something on it, gets a 400.
public final class HttpsRedirect implements Handler {
  private static final int USUAL = 443;
  private static final int MAX_PORT = 65_535;

  private final String port;

  /// @param port on which HTTPS is served
  /// @throws IllegalArgumentException if it is not from 1 to 65535
  public HttpsRedirect(int port) {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("HTTPS is served on a port from 1 to 65535, not " + port);
    }
    this.port = port == USUAL ? "" : ":" + port;
  }

  @Override
  public Response handle(Request request) throws BadRequest {
    String location = "https://" + host(request) + port + rest(request.target());
    return Page.failure(Status.PERMANENT_REDIRECT, "This is served by HTTPS only.")
        .with("Location", location);
  }

  private static String host(Request request) throws BadRequest {
    String named = Target.authority(request.target());
    String asked = named == null ? request.headers().first("Host") : named;
    if (asked == null || !Target.isHost(asked)) {
      throw new BadRequest("the request does not say for which host it is");
    }
    int port = asked.indexOf(':', asked.indexOf(']') + 1);
    return port < 0 ? asked : asked.substring(0, port);
  }

  /// Path and query, as they were sent.
  private static String rest(String target) throws BadRequest {
    @Nullable String rest = Target.pathAndQuery(target);
    if (rest == null) {
      throw new BadRequest("there is nothing here but redirects");
    }
    return rest.startsWith("/") ? rest : "/" + rest;
  }
}
