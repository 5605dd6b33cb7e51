package io.weightless.http.middleware;

import io.weightless.http.Attribute;
import io.weightless.http.Handler;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.internal.wire.Characters;
import io.weightless.reactor.Reactor;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Gives each request an id, for logs: it is the request's [#ID], and a field of its response.
///
/// An id is made of 128 bits of the reactor's random, in hex. A proxy that gives ids may be trusted
/// with it: then the one that it sends is kept, if it is 1 to 128 letters, digits and `-._~+/=`.
///
/// It has to stand outside of whoever answers what is thrown, such as [ErrorPages]; what the server
/// answers itself has no id.
public final class RequestIds implements Middleware {
  public static final Attribute<String> ID = new Attribute<>("request id");

  private static final int LONGEST = 128;
  private static final String MARKS = "-._~+/=";

  private final String field;
  private final Networks trusted;

  private RequestIds(String field, Networks trusted) {
    this.field = field;
    this.trusted = trusted;
  }

  /// Makes all of them.
  ///
  /// @param field of the response, and of the request if somebody is trusted: `X-Request-Id`
  /// @throws IllegalArgumentException if it can't be a field's name
  public static RequestIds in(String field) {
    if (!Characters.isToken(field)) {
      throw new IllegalArgumentException("not a field name, which is a token: \"" + field + "\"");
    }
    return new RequestIds(field, Networks.none());
  }

  /// The same, that keeps those of requests that come from `proxies`, by [Request#peer].
  public RequestIds trusting(Networks proxies) {
    return new RequestIds(field, proxies);
  }

  @Override
  public Handler around(Handler next) {
    return request -> {
      String id = id(request);
      Response response = next.handle(request.with(ID, id));
      return response.with(response.headers().replace(field, id));
    };
  }

  private String id(Request request) {
    String given = request.headers().first(field);
    boolean isKept = given != null && isValid(given) && trusted.contains(request.remote());
    return isKept && given != null ? given : made();
  }

  private static String made() {
    RandomGenerator random = Reactor.current().random();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  private static boolean isValid(String id) {
    return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(RequestIds::isOfId);
  }

  private static boolean isOfId(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || MARKS.indexOf(c) >= 0;
  }
}
