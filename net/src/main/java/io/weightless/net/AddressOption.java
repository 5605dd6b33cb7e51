package io.weightless.net;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One of the options behind an address, as text: `backlog=128`.
///
/// @param only with which scheme it means something; null for all
/// @param reader with a value of this option, as text
/// @param writer the value, as the reader reads it
record AddressOption(
    String name,
    @Nullable Scheme only,
    BiFunction<Address, String, Address> reader,
    Function<Address, String> writer) {

  private static final List<AddressOption> ALL =
      List.of(
          tcp(
              "backlog",
              (options, text) -> options.withBacklog(Quantity.number(text)),
              options -> Integer.toString(options.backlog())),
          tcp(
              "nodelay",
              (options, text) -> options.withNoDelay(Quantity.yes(text)),
              options -> Quantity.text(options.noDelay())),
          tcp(
              "keepalive",
              (options, text) -> options.withKeepAlive(Quantity.time(text)),
              options -> Quantity.text(options.keepAlive())),
          tcp(
              "send-buffer",
              (options, text) -> options.withSendBuffer(Quantity.bytes(text)),
              options -> Quantity.text(options.sendBuffer())),
          tcp(
              "receive-buffer",
              (options, text) -> options.withReceiveBuffer(Quantity.bytes(text)),
              options -> Quantity.text(options.receiveBuffer())),
          tcp(
              "defer-accept",
              (options, text) -> options.withDeferAccept(Quantity.time(text)),
              options -> Quantity.text(options.deferAccept())),
          tcp(
              "timeout",
              (options, text) -> options.withTimeout(Quantity.time(text)),
              options -> Quantity.text(options.timeout())),
          tcp("from", (options, text) -> options.withFrom(literal(text)), AddressOption::from),
          tcp(
              "ipv6-only",
              (options, text) -> options.withIpv6Only(Quantity.yes(text)),
              options -> Quantity.text(options.ipv6Only())),
          tls("cert", TlsOptions::withCertificate, TlsOptions::certificate),
          tls("key", TlsOptions::withKey, TlsOptions::key),
          tls("ca", TlsOptions::withTrusted, TlsOptions::trusted),
          tls("name", TlsOptions::withName, TlsOptions::name),
          tls("alpn", TlsOptions::withProtocols, TlsOptions::protocols),
          udp(
              "ttl",
              (options, text) -> options.withTtl(Quantity.number(text)),
              options -> Integer.toString(options.ttl())),
          udp(
              "loop",
              (options, text) -> options.withLoop(Quantity.yes(text)),
              options -> Quantity.text(options.loop())),
          udp(
              "reuse",
              (options, text) -> options.withReuse(Quantity.yes(text)),
              options -> Quantity.text(options.reuse())),
          udp("interface", UdpOptions::withNetwork, UdpOptions::network));

  private static AddressOption tcp(
      String name,
      BiFunction<TcpOptions, String, TcpOptions> reader,
      Function<TcpOptions, String> writer) {
    return new AddressOption(
        name,
        null,
        (address, text) -> address.with(reader.apply(address.options(), text)),
        address -> writer.apply(address.options()));
  }

  private static AddressOption tls(
      String name,
      BiFunction<TlsOptions, String, TlsOptions> reader,
      Function<TlsOptions, String> writer) {
    return new AddressOption(
        name,
        Scheme.TLS,
        (address, text) -> address.with(reader.apply(address.tls(), text)),
        address -> writer.apply(address.tls()));
  }

  private static AddressOption udp(
      String name,
      BiFunction<UdpOptions, String, UdpOptions> reader,
      Function<UdpOptions, String> writer) {
    return new AddressOption(
        name,
        Scheme.UDP,
        (address, text) -> address.with(reader.apply(address.udp(), text)),
        address -> writer.apply(address.udp()));
  }

  /// Reads `backlog=128&nodelay=no`.
  ///
  /// @param place without options
  /// @throws IllegalArgumentException saying in one line what is wrong, and what would be right
  static Address read(Address place, String text) {
    Address address = place;
    Set<AddressOption> seen = new HashSet<>();
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      AddressOption option = named(equals < 0 ? part : part.substring(0, equals), place.scheme());
      if (equals < 0) {
        throw new IllegalArgumentException("the option " + option.name + " has no value");
      }
      if (!seen.add(option)) {
        throw new IllegalArgumentException("the option " + option.name + " is there twice");
      }
      address = option.applied(address, part.substring(equals + 1));
    }
    return address;
  }

  private Address applied(Address address, String value) {
    try {
      return reader.apply(address, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the option " + name + "=" + value + " does not fit: " + e.getMessage(), e);
    }
  }

  private static AddressOption named(String name, Scheme scheme) {
    return of(scheme)
        .filter(option -> option.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name, scheme)));
  }

  private static Stream<AddressOption> of(Scheme scheme) {
    return ALL.stream().filter(option -> option.only == null || option.only == scheme);
  }

  private static String unknown(String name, Scheme scheme) {
    return of(scheme)
        .map(AddressOption::name)
        .collect(Collectors.joining(", ", "the option '" + name + "' is not known, only ", ""));
  }

  /// What [#read] reads: those that are not as usual; empty when there are none.
  static String text(Address address) {
    return ALL.stream()
        .filter(option -> !option.writer.apply(address).equals(option.usual(address)))
        .map(option -> option.name + "=" + option.writer.apply(address))
        .collect(Collectors.joining("&"));
  }

  private String usual(Address address) {
    Address usual = address.with(TcpOptions.DEFAULTS).with(TlsOptions.NONE);
    return writer.apply(usual.with(UdpOptions.DEFAULTS));
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
