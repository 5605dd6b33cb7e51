package io.weightless.http.cookie;

import io.weightless.http.Headers;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps the cookies of a client: takes those of responses, and gives those for requests (RFC 6265,
/// sections 5.3 and 5.4).
///
/// ```java
/// CookieJar jar = CookieJar.open();
/// jar.store(url, response.headers());
/// String field = jar.header(url);   // for Cookie, or null
/// ```
///
/// It refuses what a host may not set: for other domains; for a domain without a dot, as `com`, of
/// which it is not the host itself; for an address that it is not; `Secure` ones over plain
/// connections, and by these such as would take the place of a secure one; and names that begin
/// with `__Secure-` or `__Host-` without keeping what they promise. The list of public suffixes,
/// `co.uk` and the like, is not known here: a host below one can set cookies for its neighbours.
/// What is said of SameSite and HttpOnly does not matter to a client that has neither pages nor
/// scripts.
///
/// - **Order**: longer paths first, then older cookies first.
/// - **Waits**: never.
/// - **Runs on**: the reactor that it was opened on, on whose clock cookies expire.
/// - **Limit**: 50 cookies of a domain and 3,000 in all, unless said otherwise; beyond it those go
///   that have expired, then the oldest of the domain, those that are not `Secure` first, so that
///   nobody on a plain connection pushes the others out; or the oldest of all. 4,096 bytes for a
///   name and a value; 400 days.
public final class CookieJar {
  private static final int PER_DOMAIN = 50;
  private static final int TOTAL = 3000;

  private final Reactor reactor;
  private final Clock clock;
  private final int perDomain;
  private final int total;

  /// By their age.
  private final List<Kept> cookies = new ArrayList<>();

  private long order;

  private CookieJar(Reactor reactor, int perDomain, int total) {
    this.reactor = reactor;
    this.clock = reactor.clock();
    this.perDomain = perDomain;
    this.total = total;
  }

  /// An empty one.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static CookieJar open() {
    return open(PER_DOMAIN, TOTAL);
  }

  /// @param perDomain how many cookies of one domain are kept
  /// @param total how many in all
  public static CookieJar open(int perDomain, int total) {
    if (perDomain < 1 || total < 1) {
      throw new IllegalArgumentException(
          "a jar has room for a cookie: " + perDomain + ", " + total);
    }
    return new CookieJar(Reactor.current(), perDomain, total);
  }

  /// Takes what the Set-Cookie fields say of a response to a request for `url`.
  public void store(URI url, Headers response) {
    reactor.checkOwner();
    Instant now = clock.now();
    for (String field : response.all("Set-Cookie")) {
      Received received = Received.parse(field, now);
      Kept cookie = received == null ? null : accept(url, received);
      if (cookie != null) {
        put(cookie, now);
      }
    }
  }

  /// The value of the Cookie field of a request for `url`; null for none.
  public @Nullable String header(URI url) {
    List<Cookie> sent = cookies(url);
    return sent.isEmpty()
        ? null
        : sent.stream().map(c -> c.name() + "=" + c.value()).collect(Collectors.joining("; "));
  }

  /// Those that go with a request for `url`.
  public List<Cookie> cookies(URI url) {
    reactor.checkOwner();
    Instant now = clock.now();
    cookies.removeIf(cookie -> cookie.isOverAt(now));
    String host = host(url);
    return cookies.stream()
        .filter(cookie -> cookie.goesTo(host, path(url), isSecure(url)))
        .sorted(Comparator.comparingInt(cookie -> -cookie.path().length())) // which is stable
        .map(Kept::cookie)
        .toList();
  }

  /// How many it keeps.
  public int size() {
    return cookies.size();
  }

  public void clear() {
    reactor.checkOwner();
    cookies.clear();
  }

  /// @return null if it is refused
  private @Nullable Kept accept(URI url, Received received) {
    String host = host(url);
    boolean isForItself = received.domain().isEmpty() || isOwnName(host, received.domain());
    if (!isForItself && !mayBeSet(host, received.domain())) {
      return null;
    }
    if (!isPromiseKept(received) || (received.isSecure() && !isSecure(url))) {
      return null;
    }
    String path = received.path().isEmpty() ? Kept.defaultPath(path(url)) : received.path();
    String domain = isForItself ? host : received.domain();
    Cookie cookie = new Cookie(received.name(), received.value());
    boolean isSecure = received.isSecure();
    Kept kept = new Kept(cookie, domain, isForItself, path, isSecure, received.expires(), order++);
    return !isSecure(url) && hidesSecure(kept) ? null : kept;
  }

  /// What belongs to nobody else may still name itself: then it is for the host alone.
  private static boolean isOwnName(String host, String domain) {
    return host.equals(domain) && (Domains.isAddress(host) || Domains.isPublic(domain));
  }

  private static boolean mayBeSet(String host, String domain) {
    return !Domains.isPublic(domain) && Domains.matches(host, domain) && !Domains.isAddress(host);
  }

  private static boolean isPromiseKept(Received received) {
    String name = received.name().toLowerCase(Locale.ROOT);
    if (name.startsWith("__host-")) {
      return received.isSecure() && received.domain().isEmpty() && received.path().equals("/");
    }
    return received.isSecure() || !name.startsWith("__secure-");
  }

  /// Whether a secure one of the same name would be out of sight behind `cookie` (section 5.7 of
  /// the revision, step 16).
  private boolean hidesSecure(Kept cookie) {
    return cookies.stream()
        .anyMatch(other ->
            other.isSecure()
                && other.cookie().name().equals(cookie.cookie().name())
                && (Domains.matches(other.domain(), cookie.domain())
                    || Domains.matches(cookie.domain(), other.domain()))
                && Kept.matches(cookie.path(), other.path()));
  }

  private void put(Kept cookie, Instant now) {
    Kept placed = cookie;
    for (Kept other : List.copyOf(cookies)) {
      if (cookie.replaces(other)) {
        cookies.remove(other);
        placed = cookie.at(other.order());
      }
    }
    if (cookie.isOverAt(now)) {
      return;
    }
    int place = cookies.size();
    while (place > 0 && cookies.get(place - 1).order() > placed.order()) {
      place--;
    }
    cookies.add(place, placed);
    shrink(cookie.domain(), now);
  }

  /// To what there is room for, when one was added for `domain`.
  private void shrink(String domain, Instant now) {
    if (isFull(domain) || cookies.size() > total) {
      cookies.removeIf(other -> other.isOverAt(now));
    }
    if (isFull(domain)) {
      Kept oldest = oldest(domain, false);
      cookies.remove(oldest == null ? oldest(domain, true) : oldest);
    } else if (cookies.size() > total) {
      cookies.removeFirst();
    }
  }

  private boolean isFull(String domain) {
    return cookies.stream().filter(other -> other.domain().equals(domain)).count() > perDomain;
  }

  private @Nullable Kept oldest(String domain, boolean isSecure) {
    return cookies.stream()
        .filter(other -> other.domain().equals(domain) && other.isSecure() == isSecure)
        .findFirst()
        .orElse(null);
  }

  private static String host(URI url) {
    String host = url.getHost() == null ? nameIn(url.getRawAuthority()) : url.getHost();
    if (host == null) {
      throw new IllegalArgumentException("no host is in " + url);
    }
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /// The platform knows no host that has an underscore in it. Null if there is none.
  private static @Nullable String nameIn(@Nullable String authority) {
    String plain = authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
    String name = plain.substring(0, plain.indexOf(':') < 0 ? plain.length() : plain.indexOf(':'));
    return Domains.isName(name) ? name : null;
  }

  private static String path(URI url) {
    String path = url.getRawPath();
    return path == null || !path.startsWith("/") ? "/" : path;
  }

  private static boolean isSecure(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }
}
