package io.weightless.net;

import java.util.Arrays;

/// Where a connection leads: a host, by name or number, a port, and how to get there; or a socket
/// that goes by something else.
///
/// @param scheme what the host means
/// @param host a name, an IPv4 address, or an IPv6 address without brackets; what a socket goes by
///   that has no host
/// @param port from 0 to 65535; to listen on 0 lets the system pick a free one; always 0 without a
///   host
/// @param options of the connection, or of those that are accepted
/// @param tls how its ends become sure of each other; [NONE][TlsOptions#NONE] without TLS
/// @param udp of datagrams
public record Address(
    Scheme scheme, String host, int port, TcpOptions options, TlsOptions tls, UdpOptions udp) {
  private static final int MAX_PORT = 65_535;
  private static final String SCHEME_END = "://";

  public Address {
    String complaint = scheme.complaint(host);
    if (!complaint.isEmpty()) {
      throw new IllegalArgumentException(complaint);
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
    }
    if (!scheme.hasPorts() && port != 0) {
      throw new IllegalArgumentException(scheme.prefix() + " has no port to choose, as " + port);
    }
    if (scheme != Scheme.TLS && !tls.equals(TlsOptions.NONE)) {
      throw new IllegalArgumentException("what is for TLS needs an address of it: tls://");
    }
    if (scheme != Scheme.UDP && !udp.equals(UdpOptions.DEFAULTS)) {
      throw new IllegalArgumentException("what is for datagrams needs an address of UDP: udp://");
    }
  }

  /// One without datagrams.
  public Address(Scheme scheme, String host, int port, TcpOptions options, TlsOptions tls) {
    this(scheme, host, port, options, tls, UdpOptions.DEFAULTS);
  }

  /// One without TLS.
  public Address(Scheme scheme, String host, int port, TcpOptions options) {
    this(scheme, host, port, options, TlsOptions.NONE);
  }

  /// One of TCP with the usual options.
  public Address(String host, int port) {
    this(Scheme.TCP, host, port, TcpOptions.DEFAULTS);
  }

  /// Reads `host:port`, `[ipv6]:port`, either of them after `tcp://`, `tls://` or `udp://`, or the
  /// sockets of the other [schemes][Scheme]; and the [options][TcpOptions], those of
  /// [TLS][TlsOptions] and of [datagrams][UdpOptions], that come behind a question mark:
  ///
  /// ```text
  /// tcp://[::]:8080?backlog=128&nodelay=no&keepalive=60s&send-buffer=64k&receive-buffer=64k
  /// [::]:8080?defer-accept=5s&ipv6-only=yes
  /// db.example:5432?timeout=2s&from=10.0.0.1
  /// tls://0.0.0.0:8443?cert=chain.pem&key=key.pem
  /// udp://239.1.2.3:5000?ttl=4&interface=eth0
  /// unix:/run/app.sock?backlog=128
  /// unix:@app
  /// mem:app
  /// systemd:web?keepalive=60s
  /// fd:3
  /// ```
  ///
  /// A host that is called `systemd`, `fd`, `unix` or `mem` takes the `tcp://`.
  ///
  /// @throws IllegalArgumentException saying in one line what is wrong with `text`
  public static Address parse(String text) {
    int question = text.indexOf('?');
    Address place = parsePlace(text, question < 0 ? text : text.substring(0, question));
    if (question < 0) {
      return place;
    }
    try {
      return AddressOption.read(place, text.substring(question + 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is not an address: " + e.getMessage(), e);
    }
  }

  private static Address parsePlace(String text, String place) {
    for (Scheme scheme : Scheme.values()) {
      if (place.startsWith(scheme.prefix())) {
        String rest = place.substring(scheme.prefix().length());
        return scheme.hasPorts()
            ? hostAndPort(text, scheme, rest)
            : withoutPort(text, scheme, rest);
      }
    }
    int end = place.indexOf(SCHEME_END);
    if (end >= 0) {
      String scheme = place.substring(0, end);
      throw malformed(text, "the scheme '" + scheme + "' is not known, only tcp, tls and udp");
    }
    return hostAndPort(text, Scheme.TCP, place);
  }

  private static Address withoutPort(String text, Scheme scheme, String which) {
    String complaint = scheme.complaint(which);
    if (!complaint.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' is not an address: " + complaint);
    }
    return new Address(scheme, which, 0, TcpOptions.DEFAULTS);
  }

  private static Address hostAndPort(String text, Scheme scheme, String rest) {
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
    int port = port(text, rest.substring(colon + 1));
    return new Address(scheme, host, port, TcpOptions.DEFAULTS);
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
    return new Address(scheme, host, port, other, tls, udp);
  }

  /// The same place with other options of TLS, which it has.
  public Address with(TlsOptions other) {
    return new Address(scheme, host, port, options, other, udp);
  }

  /// The same place with other options of datagrams, which it has.
  public Address with(UdpOptions other) {
    return new Address(scheme, host, port, options, tls, other);
  }

  /// As [#parse] reads it: `tcp://` is there only when something follows that is not the usual, or
  /// the host could be read as a scheme.
  @Override
  public String toString() {
    boolean isUsual =
        options.equals(TcpOptions.DEFAULTS)
            && tls.equals(TlsOptions.NONE)
            && udp.equals(UdpOptions.DEFAULTS);
    String end = isUsual ? "" : "?" + AddressOption.text(this);
    if (!scheme.hasPorts()) {
      return scheme.prefix() + host + end;
    }
    boolean isPlain = scheme == Scheme.TCP && isUsual && !looksLikeScheme();
    return (isPlain ? "" : scheme.prefix())
        + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
        + ":"
        + port
        + end;
  }

  private boolean looksLikeScheme() {
    return Arrays.stream(Scheme.values()).anyMatch(any -> any.prefix().equals(host + ":"));
  }
}
