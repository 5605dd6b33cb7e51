package io.weightless.http.admin;

import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Status;
import io.weightless.http.internal.wire.Target;
import io.weightless.net.Address;
import io.weightless.net.Scheme;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// For this machine only.
///
/// A page of another site can have a browser here send requests. That it says so is refused; so is
/// a host that is not this machine, which it could have led here by its name server ("DNS
/// rebinding").
final class Loopback implements Middleware {
  /// Whether nobody but this machine can connect to it.
  static boolean is(Address address) {
    return switch (address.scheme()) {
      case TCP, TLS -> isLoopback(address.host());
      case UNIX, MEM -> true;
      case UDP, SYSTEMD, FD -> false;
    };
  }

  /// @throws IllegalArgumentException if others could connect to it
  static void check(Address address) {
    if (!is(address)) {
      String reason =
          address.scheme() == Scheme.TCP || address.scheme() == Scheme.TLS
              ? "others than this machine could connect to it"
              : "it is not known who could connect to it";
      throw new IllegalArgumentException(
          "an admin endpoint shows everything and is not for "
              + address
              + ": "
              + reason
              + "; take 127.0.0.1, or say Admin.openToOthers");
    }
  }

  @Override
  public Handler around(Handler next) {
    return request -> {
      if ("cross-site".equals(request.headers().first("Sec-Fetch-Site"))) {
        throw new BadRequest(Status.FORBIDDEN, "pages of other sites are not answered");
      }
      String host = host(request);
      if (host == null || !isLoopback(host)) {
        throw new BadRequest(
            Status.MISDIRECTED_REQUEST, "this is for this machine: ask for localhost or 127.0.0.1");
      }
      return next.handle(request);
    };
  }

  /// Without a port; null if the request does not say it.
  private static @Nullable String host(Request request) {
    String named = Target.authority(request.target());
    String said = named == null ? request.headers().first("Host") : named;
    if (said == null) {
      return null;
    }
    int bracket = said.indexOf(']');
    int colon = said.indexOf(':', bracket + 1);
    String host = colon < 0 ? said : said.substring(0, colon);
    return bracket > 0 && host.startsWith("[") ? host.substring(1, bracket) : host;
  }

  /// A name is never looked up.
  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return true; // RFC 6761, section 6.3
    }
    try {
      return InetAddress.ofLiteral(name).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
