package io.weightless.net;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One of the options behind an address, as text: `backlog=128`.
///
/// @param reader with a value of this option, as text
/// @param writer the value, as the reader reads it
record TcpOption(
    String name,
    BiFunction<TcpOptions, String, TcpOptions> reader,
    Function<TcpOptions, String> writer) {

  private static final List<TcpOption> ALL =
      List.of(
          new TcpOption(
              "backlog",
              (options, text) -> options.withBacklog(Quantity.number(text)),
              options -> Integer.toString(options.backlog())),
          new TcpOption(
              "nodelay",
              (options, text) -> options.withNoDelay(Quantity.yes(text)),
              options -> Quantity.text(options.noDelay())),
          new TcpOption(
              "keepalive",
              (options, text) -> options.withKeepAlive(Quantity.time(text)),
              options -> Quantity.text(options.keepAlive())),
          new TcpOption(
              "send-buffer",
              (options, text) -> options.withSendBuffer(Quantity.bytes(text)),
              options -> Quantity.text(options.sendBuffer())),
          new TcpOption(
              "receive-buffer",
              (options, text) -> options.withReceiveBuffer(Quantity.bytes(text)),
              options -> Quantity.text(options.receiveBuffer())),
          new TcpOption(
              "defer-accept",
              (options, text) -> options.withDeferAccept(Quantity.time(text)),
              options -> Quantity.text(options.deferAccept())),
          new TcpOption(
              "timeout",
              (options, text) -> options.withTimeout(Quantity.time(text)),
              options -> Quantity.text(options.timeout())),
          new TcpOption(
              "from", (options, text) -> options.withFrom(literal(text)), TcpOption::from),
          new TcpOption(
              "ipv6-only",
              (options, text) -> options.withIpv6Only(Quantity.yes(text)),
              options -> Quantity.text(options.ipv6Only())));

  /// Reads `backlog=128&nodelay=no`.
  ///
  /// @throws IllegalArgumentException saying in one line what is wrong, and what would be right
  static TcpOptions read(String text) {
    TcpOptions options = TcpOptions.DEFAULTS;
    Set<TcpOption> seen = new HashSet<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      TcpOption option = named(equals < 0 ? part : part.substring(0, equals));
      if (equals < 0) {
        throw new IllegalArgumentException("the option " + option.name + " has no value");
      }
      if (!seen.add(option)) {
        throw new IllegalArgumentException("the option " + option.name + " is there twice");
      }
      options = option.read(options, part.substring(equals + 1));
    }
    return options;
  }

  private TcpOptions read(TcpOptions options, String value) {
    try {
      return reader.apply(options, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the option " + name + "=" + value + " does not fit: " + e.getMessage(), e);
    }
  }

  private static TcpOption named(String name) {
    return ALL.stream()
        .filter(option -> option.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    return ALL.stream()
        .map(TcpOption::name)
        .collect(Collectors.joining(", ", "the option '" + name + "' is not known, only ", ""));
  }

  /// What [#read] reads: those that are not as usual; empty when there are none.
  static String text(TcpOptions options) {
    return ALL.stream()
        .filter(option -> !option.writer.apply(options).equals(option.usual()))
        .map(option -> option.name + "=" + option.writer.apply(options))
        .collect(Collectors.joining("&"));
  }

  private String usual() {
    return writer.apply(TcpOptions.DEFAULTS);
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("write an address of this machine, as 10.0.0.1", e);
    }
  }

  private static String from(TcpOptions options) {
    InetAddress from = options.from();
    return from == null ? "" : from.getHostAddress();
  }
}
