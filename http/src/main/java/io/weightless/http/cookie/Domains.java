package io.weightless.http.cookie;

import java.util.regex.Pattern;

/// Names of hosts, as cookies compare them (RFC 6265, section 5.1.3): in lower case, international
/// ones in ASCII.
final class Domains {
  private static final Pattern NAME =
      Pattern.compile("(?i)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+(\\.[0-9]+)*");

  private Domains() {}

  static boolean isName(String domain) {
    return domain.length() <= 253 && NAME.matcher(domain).matches() && !isAddress(domain);
  }

  /// Whether `host` is of IPv4, or of IPv6 with its brackets or without.
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || NUMBERS.matcher(host).matches();
  }

  /// Whether a cookie for `domain` may be set by `host`, and goes there.
  static boolean matches(String host, String domain) {
    return host.equals(domain) || (host.endsWith("." + domain) && !isAddress(host));
  }

  /// Whether everybody can have a name under `domain`, so that it is nobody's: one without a dot.
  /// The list of all such domains is not known here.
  static boolean isPublic(String domain) {
    return domain.indexOf('.') < 0;
  }
}
