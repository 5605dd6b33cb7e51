package io.weightless.http.cookie;

import io.weightless.http.Response;
import io.weightless.http.internal.wire.Characters;
import io.weightless.http.internal.wire.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A cookie that a server wants a client to keep (RFC 6265, section 4.1). Immutable.
///
/// ```java
/// SetCookie session = SetCookie.of("__Host-session", id).maxAge(Duration.ofDays(1));
/// return session.addTo(Response.ok("hello"));
/// ```
///
/// Unless it is said otherwise it is `Secure; HttpOnly; SameSite=Lax; Path=/`: for requests over
/// TLS only, out of scripts' reach, and not sent with what other sites post. Whatever could not be
/// sent as one cookie is refused, so no value can smuggle in an attribute or a field.
///
/// @param domain to whose subdomains it is sent as well; null for the host alone
/// @param maxAge after which it goes, in whole seconds: part of one counts as one; zero deletes it;
///   null until the client ends
/// @param expires when it goes, for clients that don't know Max-Age; null for nothing
public record SetCookie(
    String name,
    String value,
    @Nullable String domain,
    String path,
    @Nullable Duration maxAge,
    @Nullable Instant expires,
    boolean isSecure,
    boolean isHttpOnly,
    SameSite sameSite) {

  /// With which requests of other sites' pages it is sent (the revision of RFC 6265, section
  /// 4.1.2.7).
  public enum SameSite {
    /// With none.
    STRICT("Strict"),

    /// When the user goes there by a link.
    LAX("Lax"),

    /// With all; it has to be `Secure`.
    NONE("None");

    private final String text;

    SameSite(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final String HOST = "__host-";
  private static final String SECURE = "__secure-";

  public SetCookie {
    require(Characters.isToken(name), "a name is a token, not", name);
    require(isValue(value), "a value has no blanks, quotes, commas, semicolons or \\, not", value);
    require(path.startsWith("/") && isAttribute(path), "a path begins with /, not", path);
    require(domain == null || Domains.isName(domain), "not a domain:", String.valueOf(domain));
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isHost = lower.startsWith(HOST);
    require(isSecure || !(isHost || lower.startsWith(SECURE)), "it has to be secure:", name);
    require(!isHost || (domain == null && path.equals("/")), "it is of a host, path /:", name);
    require(isSecure || sameSite != SameSite.NONE, "with SameSite=None it is secure:", name);
    require(maxAge == null || !maxAge.isNegative(), "a time is not negative:", "" + maxAge);
  }

  /// One with the attributes that are said above.
  public static SetCookie of(String name, String value) {
    return new SetCookie(name, value, null, "/", null, null, true, true, SameSite.LAX);
  }

  /// One that makes the client forget its own; domain and path have to be the same.
  public SetCookie deleted() {
    return new SetCookie(
        name, "", domain, path, Duration.ZERO, Instant.EPOCH, isSecure, isHttpOnly, sameSite);
  }

  public SetCookie domain(String other) {
    return new SetCookie(name, value, other, path, maxAge, expires, isSecure, isHttpOnly, sameSite);
  }

  public SetCookie path(String other) {
    return new SetCookie(
        name, value, domain, other, maxAge, expires, isSecure, isHttpOnly, sameSite);
  }

  public SetCookie maxAge(Duration other) {
    return new SetCookie(name, value, domain, path, other, expires, isSecure, isHttpOnly, sameSite);
  }

  public SetCookie expires(Instant other) {
    return new SetCookie(name, value, domain, path, maxAge, other, isSecure, isHttpOnly, sameSite);
  }

  /// The same, for requests without TLS, too.
  public SetCookie insecure() {
    return new SetCookie(name, value, domain, path, maxAge, expires, false, isHttpOnly, sameSite);
  }

  /// The same, for scripts to read.
  public SetCookie forScripts() {
    return new SetCookie(name, value, domain, path, maxAge, expires, isSecure, false, sameSite);
  }

  public SetCookie sameSite(SameSite other) {
    return new SetCookie(name, value, domain, path, maxAge, expires, isSecure, isHttpOnly, other);
  }

  /// `response` with this, beside those that it sets already.
  public Response addTo(Response response) {
    return response.with("Set-Cookie", toString());
  }

  /// The value of a Set-Cookie field.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append('=').append(value);
    text.append("; Path=").append(path);
    if (domain != null) {
      text.append("; Domain=").append(domain);
    }
    if (maxAge != null) {
      text.append("; Max-Age=").append(maxAge.toSeconds() + (maxAge.toNanosPart() > 0 ? 1 : 0));
    }
    if (expires != null) {
      text.append("; Expires=").append(HttpDate.format(expires));
    }
    text.append(isSecure ? "; Secure" : "").append(isHttpOnly ? "; HttpOnly" : "");
    return text.append("; SameSite=").append(sameSite).toString();
  }

  /// `cookie-octet` of RFC 6265, section 4.1.1.
  private static boolean isValue(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\",;\\".indexOf(c) < 0);
  }

  private static boolean isAttribute(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != ';') && !text.endsWith(" ");
  }

  private static void require(boolean isRight, String what, String value) {
    if (!isRight) {
      throw new IllegalArgumentException(what + " \"" + value + "\"");
    }
  }
}
