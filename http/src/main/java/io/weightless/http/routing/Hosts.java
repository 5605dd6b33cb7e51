package io.weightless.http.routing;

import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.internal.wire.Target;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Virtual hosts: hands each request to the handler of the host that it is for. Immutable.
///
/// ```java
/// Handler sites =
///     Hosts.otherwise(landing)
///         .with("example.com", shop)
///         .with("*.example.com", tenants)
///         .with("[2001:db8::1]", internal);
/// ```
///
/// - **Which host**: that of the target if it is a whole URL, else that of the Host field (RFC
///   9112, section 3.2.2); without its port, in any case, and without the dot at its end.
/// - **Order**: a name that is written out goes before a wildcard, which stands for one label, as
///   in certificates: `*.example.com` is for `a.example.com`, and neither for `example.com` nor for
///   `a.b.example.com`.
/// - **With TLS**: a client that asked TLS for another name than it asks for gets a 421 (RFC 9110,
///   section 15.5.20), for it may have been shown to another certificate, and made to show its own
///   by other rules. One that asked TLS for no name is trusted. See [#whateverTlsSays].
public final class Hosts implements Handler {
  private static final String WILDCARD = "*.";

  private final @Nullable Handler otherwise;
  private final Map<String, Handler> exact;

  /// By what is behind the first label, with the dot.
  private final Map<String, Handler> wildcards;

  private final boolean isTlsHeeded;

  private Hosts(
      @Nullable Handler otherwise,
      Map<String, Handler> exact,
      Map<String, Handler> wildcards,
      boolean isTlsHeeded) {
    this.otherwise = otherwise;
    this.exact = exact;
    this.wildcards = wildcards;
    this.isTlsHeeded = isTlsHeeded;
  }

  /// One host; requests for all others get a 421.
  ///
  /// @throws IllegalArgumentException if it can't be one
  public static Hosts only(String host, Handler handler) {
    return new Hosts(null, Map.of(), Map.of(), true).with(host, handler);
  }

  /// Requests for all hosts, also those that say none.
  public static Hosts otherwise(Handler handler) {
    return new Hosts(handler, Map.of(), Map.of(), true);
  }

  /// These, and one more.
  ///
  /// @param host a name, perhaps with `*.` in front, or an address, without a port; in any case
  /// @throws IllegalArgumentException if it can't be one, or is there already
  public Hosts with(String host, Handler handler) {
    boolean isWildcard = host.startsWith(WILDCARD);
    String name = plain(isWildcard ? host.substring(WILDCARD.length()) : host);
    boolean isHost = !name.isEmpty() && Target.isHost(name) && nameEnd(name) == name.length();
    if (!isHost || name.indexOf('*') >= 0) {
      throw new IllegalArgumentException(
          "a host is a name or an address, without a port, not '" + host + "'");
    }
    Map<String, Handler> more = new HashMap<>(isWildcard ? wildcards : exact);
    if (more.put(isWildcard ? "." + name : name, handler) != null) {
      throw new IllegalArgumentException("there are two handlers for the host " + host);
    }
    return isWildcard
        ? new Hosts(otherwise, exact, more, isTlsHeeded)
        : new Hosts(otherwise, more, wildcards, isTlsHeeded);
  }

  /// The same, for clients that ask for other hosts than they asked TLS for: where all have the
  /// same certificate, and nobody has to show one.
  public Hosts whateverTlsSays() {
    return new Hosts(otherwise, exact, wildcards, false);
  }

  @Override
  public Response handle(Request request) throws Exception {
    String host = host(request);
    String asked = request.peer().serverName();
    if (isTlsHeeded && asked != null && host != null && !plain(asked).equals(host)) {
      throw misdirected("TLS was asked for another host than this request is for");
    }
    Handler handler = host == null ? otherwise : handler(host);
    if (handler == null) {
      throw misdirected("this server is not one of that host");
    }
    return handler.handle(request);
  }

  private @Nullable Handler handler(String host) {
    Handler handler = exact.get(host);
    int dot = host.indexOf('.');
    if (handler == null && dot > 0 && !wildcards.isEmpty()) {
      handler = wildcards.get(host.substring(dot));
    }
    return handler == null ? otherwise : handler;
  }

  /// Null if the request does not say it.
  private static @Nullable String host(Request request) {
    String named = Target.authority(request.target());
    String said = named == null ? request.headers().first("Host") : named;
    return said == null || said.isEmpty() ? null : plain(said.substring(0, nameEnd(said)));
  }

  /// Where the port begins, with its colon, or the end.
  private static int nameEnd(String host) {
    int colon = host.indexOf(':', host.indexOf(']') + 1);
    return colon < 0 ? host.length() : colon;
  }

  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static BadRequest misdirected(String sentence) {
    return new BadRequest(Status.MISDIRECTED_REQUEST, sentence);
  }
}
