package io.weightless.http.middleware;

import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Method;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.internal.wire.Characters;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Allows the pages of other origins to use this server from a browser: the CORS protocol of the
/// Fetch standard, section 3.3.
///
/// ```java
/// api.in(
///     Cors.of("https://app.example.com")
///         .methods(Method.GET, Method.PUT)
///         .fields("Content-Type", "Authorization")
///         .credentials()
///         .maxAge(Duration.ofHours(1)));
/// ```
///
/// It protects nobody but users of browsers: other clients, and requests of other origins, are
/// answered as ever; browsers keep the answers from pages that are not allowed. It answers
/// preflights itself, so it goes around what asks who somebody is, for browsers don't show that
/// there; and around [ErrorPages], so that pages can read what went wrong.
public final class Cors implements Middleware {
  private static final String ORIGIN = "Origin";
  private static final String ALLOW = "Access-Control-Allow-";
  private static final String ALL = "*";

  /// Which browsers take for allowed always.
  private static final List<Method> SIMPLE = List.of(Method.GET, Method.HEAD, Method.POST);

  /// Null for all.
  private final @Nullable Set<String> origins;

  /// What is said to preflights besides, and to all others.
  private final Headers preflight;

  private final Headers actual;

  private Cors(@Nullable Set<String> origins, Headers preflight, Headers actual) {
    this.origins = origins;
    this.preflight = preflight;
    this.actual = actual;
  }

  /// For the pages of these origins, with GET, HEAD and POST.
  ///
  /// @param origins as browsers send them: scheme and host in lower case, and a port that is not
  ///   the usual; no path
  /// @throws IllegalArgumentException if one of them could not be sent as an origin
  public static Cors of(String... origins) {
    for (String origin : origins) {
      checkOrigin(origin);
    }
    Set<String> all = new LinkedHashSet<>(List.of(origins));
    return new Cors(all, Headers.EMPTY, Headers.EMPTY).methods(SIMPLE.toArray(new Method[0]));
  }

  /// For all pages, with GET, HEAD and POST; without credentials.
  public static Cors anybody() {
    return new Cors(null, Headers.EMPTY, Headers.EMPTY).methods(SIMPLE.toArray(new Method[0]));
  }

  /// The same with these methods; browsers take GET, HEAD and POST for allowed in any case.
  public Cors methods(Method... methods) {
    String list = Stream.of(methods).map(Method::name).collect(Collectors.joining(", "));
    return new Cors(origins, preflight.replace(ALLOW + "Methods", list), actual);
  }

  /// The same with these fields in requests.
  ///
  /// @throws IllegalArgumentException if one of them can't be the name of a field
  public Cors fields(String... names) {
    return new Cors(origins, preflight.replace(ALLOW + "Headers", list(names)), actual);
  }

  /// The same, where pages may read these fields of responses, beside those that they always may.
  ///
  /// @throws IllegalArgumentException if one of them can't be the name of a field
  public Cors exposing(String... names) {
    String field = "Access-Control-Expose-Headers";
    return new Cors(origins, preflight, actual.replace(field, list(names)));
  }

  /// The same, where requests may come with cookies and what browsers know of passwords.
  ///
  /// @throws IllegalStateException if it is for anybody, which browsers refuse
  public Cors credentials() {
    if (origins == null) {
      throw new IllegalStateException("with credentials the origins have to be said");
    }
    String field = ALLOW + "Credentials";
    return new Cors(origins, preflight.replace(field, "true"), actual.replace(field, "true"));
  }

  /// The same, where browsers may keep the answer to a preflight for so long; else it is five
  /// seconds.
  public Cors maxAge(Duration time) {
    String seconds = Long.toString(time.toSeconds());
    return new Cors(origins, preflight.replace("Access-Control-Max-Age", seconds), actual);
  }

  @Override
  public Handler around(Handler next) {
    return request -> {
      if (isPreflight(request)) {
        return allowing(request, Response.of(Status.NO_CONTENT), preflight);
      }
      return allowing(request, next.handle(request), actual);
    };
  }

  private static boolean isPreflight(Request request) {
    return request.method().equals(Method.OPTIONS)
        && request.headers().contains(ORIGIN)
        && request.headers().contains("Access-Control-Request-Method");
  }

  private Response allowing(Request request, Response response, Headers more) {
    Headers headers = response.headers();
    if (origins != null) {
      headers = headers.with("Vary", ORIGIN);
    }
    String origin = request.headers().first(ORIGIN);
    if (origin == null || (origins != null && !origins.contains(origin))) {
      return response.with(headers);
    }
    headers = headers.replace(ALLOW + ORIGIN, origins == null ? ALL : origin);
    for (int i = 0; i < more.size(); i++) {
      headers = headers.replace(more.name(i), more.value(i));
    }
    return response.with(headers);
  }

  private static String list(String... names) {
    for (String name : names) {
      if (!Characters.isToken(name)) {
        throw new IllegalArgumentException("not a field name, which is a token: \"" + name + "\"");
      }
    }
    return String.join(", ", names);
  }

  private static void checkOrigin(String origin) {
    if (!isOrigin(origin)) {
      throw new IllegalArgumentException(
          "an origin is like https://app.example.com:8443, not '" + origin + "'");
    }
  }

  /// Whether a browser could send it: as it compares texts, no other form will do.
  private static boolean isOrigin(String text) {
    try {
      URI uri = new URI(text);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      boolean isUsual =
          (uri.getPort() == 80 && text.startsWith("http:"))
              || (uri.getPort() == 443 && text.startsWith("https:"));
      return uri.getHost() != null
          && !isUsual
          && text.equals((uri.getScheme() + "://" + uri.getHost() + port).toLowerCase(Locale.ROOT));
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
