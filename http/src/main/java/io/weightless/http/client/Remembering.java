package io.weightless.http.client;

import io.weightless.http.cookie.CookieJar;
import java.io.IOException;

/// Keeps the cookies that servers set in a jar, and sends them along where they belong.
///
/// ```java
/// Sender client = new Redirects(new Remembering(http, CookieJar.open()), 10);
/// ```
///
/// It stands inside of what follows redirects, as those set cookies, too. A request that has a
/// `Cookie` field of its own gets no other.
public final class Remembering implements Sender {
  private final Sender next;
  private final CookieJar jar;

  /// @param jar may be shared by several, on one reactor
  public Remembering(Sender next, CookieJar jar) {
    this.next = next;
    this.jar = jar;
  }

  @Override
  public ClientResponse send(ClientRequest request) throws IOException {
    ClientResponse response = next.send(withCookies(request));
    jar.store(request.url(), response.headers());
    return response;
  }

  private ClientRequest withCookies(ClientRequest request) {
    String cookies = request.headers().contains("Cookie") ? null : jar.header(request.url());
    return cookies == null ? request : request.with("Cookie", cookies);
  }
}
