package io.weightless.net;

/// Where a connection leads: a host, by name or number, a port, and how to get there.
///
/// @param host a name, an IPv4 address, or an IPv6 address without brackets
/// @param port from 0 to 65535; to listen on 0 lets the system pick a free one
/// @param options of the connection, or of those that are accepted
public record Address(String host, int port, TcpOptions options) {
  private static final int MAX_PORT = 65_535;
  private static final String SCHEME_END = "://";
  private static final String TCP = "tcp" + SCHEME_END;

  public Address {
    if (host.isBlank()) {
      throw new IllegalArgumentException("an address needs a host, as in 127.0.0.1:8080");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
    }
  }

  /// The usual options.
  public Address(String host, int port) {
    this(host, port, TcpOptions.DEFAULTS);
  }

  /// Reads `host:port`, `[ipv6]:port`, or either of them after `tcp://`; and the
  /// [options][TcpOptions] that come behind a question mark:
  ///
  /// ```text
  /// tcp://[::]:8080?backlog=128&nodelay=no&keepalive=60s&send-buffer=64k&receive-buffer=64k
  /// [::]:8080?defer-accept=5s&ipv6-only=yes
  /// db.example:5432?timeout=2s&from=10.0.0.1
  /// ```
  ///
  /// @throws IllegalArgumentException saying in one line what is wrong with `text`
  public static Address parse(String text) {
    int question = text.indexOf('?');
    if (question < 0) {
      return parsePlace(text, text);
    }
    Address place = parsePlace(text, text.substring(0, question));
    try {
      return place.with(TcpOption.read(text.substring(question + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is not an address: " + e.getMessage(), e);
    }
  }

  private static Address parsePlace(String text, String place) {
    String rest = withoutScheme(text, place);
    int colon = rest.lastIndexOf(':');
    if (colon < 0 || rest.endsWith("]")) {
      throw malformed(text, "it has no port");
    }
    String host = rest.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw malformed(text, "an IPv6 address goes in brackets");
    } else if (host.indexOf('[') >= 0 || host.indexOf(']') >= 0) {
      throw malformed(text, "its brackets do not match");
    }
    if (host.isBlank()) {
      throw malformed(text, "it has no host");
    }
    return new Address(host, port(text, rest.substring(colon + 1)));
  }

  private static String withoutScheme(String text, String place) {
    int end = place.indexOf(SCHEME_END);
    if (end < 0) {
      return place;
    }
    String scheme = place.substring(0, end);
    if (!scheme.equals("tcp")) {
      throw malformed(text, "the scheme '" + scheme + "' is not known here, only tcp");
    }
    return place.substring(end + SCHEME_END.length());
  }

  private static int port(String text, String digits) {
    boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number && digits.length() <= 5 ? Integer.parseInt(digits) : -1;
    if (port < 0 || port > MAX_PORT) {
      throw malformed(text, "its port is not a number from 0 to 65535");
    }
    return port;
  }

  private static IllegalArgumentException malformed(String text, String reason) {
    return new IllegalArgumentException(
        "'" + text + "' is not an address: " + reason + "; write host:port or [ipv6]:port");
  }

  /// The same place with other options.
  public Address with(TcpOptions other) {
    return new Address(host, port, other);
  }

  /// As [#parse] reads it: without a scheme, unless options follow, which are those that are not
  /// the usual ones.
  @Override
  public String toString() {
    String place = (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    String changed = TcpOption.text(options);
    return changed.isEmpty() ? place : TCP + place + "?" + changed;
  }
}
