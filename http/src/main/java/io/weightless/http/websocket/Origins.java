package io.weightless.http.websocket;

import io.weightless.http.Request;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// From which pages a browser may connect: it says by `Origin` where the script is from (RFC 6455,
/// section 10.2), and sends the cookies of this host with it. What is no browser may leave it out,
/// and say what it likes.
public final class Origins {
  /// Pages of the host that they connect to; the scheme does not matter, behind a proxy it is
  /// another one.
  public static final Origins SAME = new Origins(List.of());

  /// All pages: for what is public, and needs no cookie.
  public static final Origins ANY = new Origins(null);

  /// Null for any.
  private final @Nullable List<String> others;

  private Origins(@Nullable List<String> others) {
    this.others = others;
  }

  /// Those of the host, and of these others, as `https://app.example.com`.
  public static Origins of(String... others) {
    return new Origins(
        List.of(others).stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList());
  }

  boolean permit(Request request) {
    List<String> said = request.headers().all("Origin");
    if (others == null || said.isEmpty()) {
      return true;
    }
    String origin = said.getFirst().toLowerCase(Locale.ROOT);
    return said.size() == 1 && (others.contains(origin) || isOf(origin, request));
  }

  private static boolean isOf(String origin, Request request) {
    int host = origin.indexOf("://");
    return host > 0 && origin.substring(host + 3).equalsIgnoreCase(request.headers().first("Host"));
  }
}
