package io.weightless.http.middleware;

import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Middleware;
import io.weightless.http.Peer;
import io.weightless.http.Request;
import io.weightless.net.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Believes the proxies in front of this server, and nobody else, who has asked them: the request
/// goes on with another [Peer].
///
/// ```java
/// handler.in(Forwarded.by(Networks.of("10.0.0.0/8")))        // Forwarded, RFC 7239
/// handler.in(Forwarded.byOldFields(Networks.of("10.0.0.0/8"))) // X-Forwarded-For and -Proto
/// ```
///
/// Each proxy appends whom it was asked by, so the list is read from its end, for as long as it is
/// proxies that are trusted who speak; the first that is not trusted is the client. What stands
/// before that anybody could have written. A client that is not an address, `unknown` or `_hidden`,
/// leaves the last proxy in its place.
///
/// Proxies set the one kind or the other; choose the one that they do set, for the other one comes
/// from clients.
///
/// - **Failing**: a list that can't be read is a 400 when it comes by a trusted proxy: what a
///   client has begun could hide what the proxy appended.
public final class Forwarded implements Middleware {
  private static final String FIELD = "Forwarded";
  private static final String OLD_FOR = "X-Forwarded-For";
  private static final String OLD_PROTO = "X-Forwarded-Proto";

  private final Networks trusted;
  private final boolean isOld;

  private Forwarded(Networks trusted, boolean isOld) {
    this.trusted = trusted;
    this.isOld = isOld;
  }

  /// Reads `Forwarded` (RFC 7239).
  public static Forwarded by(Networks trusted) {
    return new Forwarded(trusted, false);
  }

  /// Reads `X-Forwarded-For`, and of `X-Forwarded-Proto` the last word.
  public static Forwarded byOldFields(Networks trusted) {
    return new Forwarded(trusted, true);
  }

  @Override
  public Handler around(Handler next) {
    return request -> next.handle(request.with(client(request)));
  }

  private Peer client(Request request) throws BadRequest {
    Peer peer = request.peer();
    if (!trusted.contains(peer.address())) {
      return peer;
    }
    List<Hop> hops = isOld ? oldHops(request.headers()) : hops(request.headers());
    Peer client = peer;
    for (int i = hops.size() - 1; i >= 0 && trusted.contains(client.address()); i--) {
      Hop hop = hops.get(i);
      if (hop.address() == null) {
        return client;
      }
      boolean isSecure = hop.proto() == null ? peer.isSecure() : hop.proto().equals("https");
      client = new Peer(hop.address(), isSecure, null, List.of(), peer.local(), null);
    }
    return client;
  }

  /// What one proxy says.
  ///
  /// @param address null where it is hidden
  /// @param proto in lower case
  private record Hop(@Nullable Address address, @Nullable String proto) {}

  private static List<Hop> hops(Headers headers) throws BadRequest {
    List<Hop> hops = new ArrayList<>();
    for (String value : headers.all(FIELD)) {
      for (ForwardedElement element : ForwardedElement.parse(value)) {
        hops.add(new Hop(node(element.get("for")), lower(element.get("proto"))));
      }
    }
    return hops;
  }

  private static List<Hop> oldHops(Headers headers) throws BadRequest {
    String proto = lower(lastWord(headers.all(OLD_PROTO)));
    List<Hop> hops = new ArrayList<>();
    for (String value : headers.all(OLD_FOR)) {
      for (String member : value.split(",", -1)) {
        hops.add(new Hop(node(member.strip()), proto));
      }
    }
    return hops;
  }

  private static @Nullable String lastWord(List<String> values) {
    if (values.isEmpty()) {
      return null;
    }
    String last = values.getLast();
    return last.substring(last.lastIndexOf(',') + 1).strip();
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  /// An address, perhaps with a port; one of IPv6 in brackets, or bare as in the old fields. Null
  /// if it is hidden.
  private static @Nullable Address node(@Nullable String text) throws BadRequest {
    if (text == null || text.equalsIgnoreCase("unknown") || text.startsWith("_")) {
      return null;
    }
    if (Networks.bytes(text) != null && !text.startsWith("[")) {
      return new Address(text, 0);
    }
    int colon = text.endsWith("]") ? text.length() : text.lastIndexOf(':');
    String host = text.substring(0, Math.max(colon, 0));
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (Networks.bytes(host) == null) {
      throw new BadRequest("a proxy names a client that is not an address");
    }
    return new Address(host, port(text, colon + 1));
  }

  /// 0 if it is hidden, or there is none.
  private static int port(String text, int from) throws BadRequest {
    String digits = from >= text.length() ? "" : text.substring(from);
    if (digits.isEmpty() || digits.startsWith("_")) {
      return 0;
    }
    boolean isNumber = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = isNumber ? Integer.parseInt(digits) : 65_536;
    if (port > 65_535) {
      throw new BadRequest("a proxy names a client whose port is not a number");
    }
    return port;
  }
}
