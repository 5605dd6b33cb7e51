package io.weightless.http.client;

import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.Method;
import io.weightless.http.Status;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows redirects (RFC 9110, section 15.4), so that the response is that of where they lead.
///
/// ```java
/// Sender client = new Redirects(http, 10);
/// try (ClientResponse page = client.send(ClientRequest.get("http://example.com/"))) {
///   System.out.println(page.request().url()); // https://www.example.com/
/// }
/// ```
///
/// - 303 is followed by GET, or HEAD, and so are 301 and 302 behind a POST, as all browsers do; 307
///   and 308 by the same method and body. Where a streamed body would be needed a second time, the
///   redirect itself is the response.
/// - To another host, port or scheme no `Authorization`, `Cookie` or `Host` goes along: put what is
///   to be sent everywhere inside of this.
/// - **Limit**: so many redirects; one more is a [BadResponse]. So is one from https to http, and
///   one that leads nowhere.
public final class Redirects implements Sender {
  private static final List<String> OF_ORIGIN =
      List.of("Authorization", "Proxy-Authorization", "Cookie", "Host");
  private static final List<String> OF_BODY =
      List.of("Content-Type", "Content-Encoding", "Content-Language", "Content-Location", "Expect");

  private final Sender next;
  private final int most;

  /// @param most redirects of one request
  public Redirects(Sender next, int most) {
    if (most < 0) {
      throw new IllegalArgumentException("the limit of redirects is at least 0, not " + most);
    }
    this.next = next;
    this.most = most;
  }

  @Override
  public ClientResponse send(ClientRequest request) throws IOException {
    ClientRequest current = request;
    for (int followed = 0; ; followed++) {
      ClientResponse response = next.send(current);
      ClientRequest following;
      try {
        following = following(current, response);
        if (following != null && followed == most) {
          throw new BadResponse("more than " + most + " redirects, the last to " + following.url());
        }
      } catch (BadResponse bad) {
        response.close();
        throw bad;
      }
      if (following == null) {
        return response;
      }
      response.close();
      current = following;
    }
  }

  /// Null if it is no redirect, or one that can't be followed.
  private static @Nullable ClientRequest following(ClientRequest request, ClientResponse response)
      throws BadResponse {
    String location = response.headers().first("Location");
    if (location == null || !isRedirect(response.status())) {
      return null;
    }
    boolean changes = changesMethod(response.status(), request.method());
    if (!changes && request.body() instanceof Body.Streamed) {
      return null;
    }
    ClientRequest following = to(request, location);
    return changes ? withoutBody(following) : following;
  }

  private static boolean isRedirect(Status status) {
    return switch (status.code()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static boolean changesMethod(Status status, Method method) {
    return switch (status.code()) {
      case 301, 302 -> method.equals(Method.POST);
      case 303 -> !method.equals(Method.GET) && !method.equals(Method.HEAD);
      default -> false;
    };
  }

  private static ClientRequest to(ClientRequest request, String location) throws BadResponse {
    try {
      ClientRequest there =
          request.with(Reference.resolved(request.url(), URI.create(location.strip())));
      if (request.isSecure() && !there.isSecure()) {
        throw new BadResponse("a redirect from " + request.url() + " to what is not secure");
      }
      return isSameOrigin(request, there) ? there : there.with(without(OF_ORIGIN, there.headers()));
    } catch (IllegalArgumentException e) {
      throw new BadResponse("a redirect to nowhere: " + e.getMessage());
    }
  }

  private static boolean isSameOrigin(ClientRequest one, ClientRequest other) {
    return one.isSecure() == other.isSecure()
        && one.port() == other.port()
        && one.host().equals(other.host());
  }

  private static ClientRequest withoutBody(ClientRequest request) {
    return request.with(Method.GET).with(Body.None.NONE).with(without(OF_BODY, request.headers()));
  }

  private static Headers without(List<String> names, Headers headers) {
    Headers rest = headers;
    for (String name : names) {
      rest = rest.without(name);
    }
    return rest;
  }
}
