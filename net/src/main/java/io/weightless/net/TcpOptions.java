package io.weightless.net;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a TCP connection is made, taken and kept: part of an [Address], so that it can come from a
/// configuration. A listener gives its options to all that it accepts. What says nothing about what
/// is done with an address is left out: to connect asks for no backlog.
///
/// ```java
/// Address patient = Address.parse("[::]:8080").with(TcpOptions.DEFAULTS.withBacklog(4096));
/// ```
///
/// As data, [behind an address][Address#parse]: `backlog=4096`. A time is written as `500ms`,
/// `60s`, `5m` or `1h`, bytes as `4096`, `64k` or `1m`. From Twisted's endpoints and pyuv's TCP.
///
/// @param noDelay `nodelay`: whether little is sent at once (`TCP_NODELAY`), and not kept back
///   until the peer has what was sent before
/// @param keepAlive `keepalive`: how long a connection is silent before the system probes whether
///   the peer is there (`SO_KEEPALIVE`, `TCP_KEEPIDLE`); zero for never
/// @param sendBuffer `send-buffer`: bytes of memory for what was written and not sent
///   (`SO_SNDBUF`), 0 for what the system thinks best
/// @param receiveBuffer `receive-buffer`: bytes of memory for what came and was not read
///   (`SO_RCVBUF`), 0 for what the system thinks best
/// @param backlog `backlog`: how many connections may wait until they are accepted; the system has
///   a limit of its own
/// @param deferAccept `defer-accept`: a connection is accepted when its first bytes have come, or
///   after about this time (`TCP_DEFER_ACCEPT`); zero for at once. Linux only: elsewhere, and on
///   the backend `nio`, it is left out
/// @param timeout `timeout`: how long to connect may take, with the look-up of the name; zero for
///   as long as the system tries, on Linux about two minutes
/// @param from `from`: the address of this machine to connect from; null for any. Only addresses of
///   its family are tried then
/// @param ipv6Only `ipv6-only`: whether who listens on `[::]` gets no IPv4 clients (`IPV6_V6ONLY`);
///   the backend `nio` can't do that and refuses
public record TcpOptions(
    boolean noDelay,
    Duration keepAlive,
    int sendBuffer,
    int receiveBuffer,
    int backlog,
    Duration deferAccept,
    Duration timeout,
    @Nullable InetAddress from,
    boolean ipv6Only) {

  private static final int MOST_BYTES = 1 << 30;
  private static final int MOST_WAITING = 65_535;
  private static final Duration MOST_TIME = Duration.ofSeconds(32_767);

  /// No delay, no probes, 1,024 in the backlog, all else as the system likes.
  public static final TcpOptions DEFAULTS =
      new TcpOptions(true, Duration.ZERO, 0, 0, 1024, Duration.ZERO, Duration.ZERO, null, false);

  /// @throws IllegalArgumentException saying in one line which is out of its range
  public TcpOptions {
    within("keepalive", keepAlive, Duration.ofSeconds(1));
    within("send-buffer", 0, sendBuffer, MOST_BYTES);
    within("receive-buffer", 0, receiveBuffer, MOST_BYTES);
    within("backlog", 1, backlog, MOST_WAITING);
    within("defer-accept", deferAccept, Duration.ofSeconds(1));
    within("timeout", timeout, Duration.ofMillis(1));
  }

  private static void within(String name, int least, int value, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is between " + least + " and " + most + ", not " + value);
    }
  }

  private static void within(String name, Duration value, Duration unit) {
    boolean fits = !value.isNegative() && value.compareTo(MOST_TIME) <= 0;
    if (!fits || !unit.multipliedBy(value.dividedBy(unit)).equals(value)) {
      String units = unit.equals(Duration.ofSeconds(1)) ? "seconds" : "milliseconds";
      throw new IllegalArgumentException(
          name + " is between 0 s and 32767 s in whole " + units + ", not " + value);
    }
  }

  public TcpOptions withNoDelay(boolean noDelay) {
    return new TcpOptions(
        noDelay,
        keepAlive,
        sendBuffer,
        receiveBuffer,
        backlog,
        deferAccept,
        timeout,
        from,
        ipv6Only);
  }

  /// @param idle of whole seconds; zero for no probes
  public TcpOptions withKeepAlive(Duration idle) {
    return new TcpOptions(
        noDelay, idle, sendBuffer, receiveBuffer, backlog, deferAccept, timeout, from, ipv6Only);
  }

  /// @param bytes 0 for what the system thinks best
  public TcpOptions withSendBuffer(int bytes) {
    return new TcpOptions(
        noDelay, keepAlive, bytes, receiveBuffer, backlog, deferAccept, timeout, from, ipv6Only);
  }

  /// @param bytes 0 for what the system thinks best
  public TcpOptions withReceiveBuffer(int bytes) {
    return new TcpOptions(
        noDelay, keepAlive, sendBuffer, bytes, backlog, deferAccept, timeout, from, ipv6Only);
  }

  public TcpOptions withBacklog(int connections) {
    return new TcpOptions(
        noDelay,
        keepAlive,
        sendBuffer,
        receiveBuffer,
        connections,
        deferAccept,
        timeout,
        from,
        ipv6Only);
  }

  /// @param most of whole seconds; zero for at once
  public TcpOptions withDeferAccept(Duration most) {
    return new TcpOptions(
        noDelay, keepAlive, sendBuffer, receiveBuffer, backlog, most, timeout, from, ipv6Only);
  }

  /// @param most of whole milliseconds; zero for as long as the system tries
  public TcpOptions withTimeout(Duration most) {
    return new TcpOptions(
        noDelay, keepAlive, sendBuffer, receiveBuffer, backlog, deferAccept, most, from, ipv6Only);
  }

  /// @param here null for any address of this machine
  public TcpOptions withFrom(@Nullable InetAddress here) {
    return new TcpOptions(
        noDelay,
        keepAlive,
        sendBuffer,
        receiveBuffer,
        backlog,
        deferAccept,
        timeout,
        here,
        ipv6Only);
  }

  public TcpOptions withIpv6Only(boolean ipv6Only) {
    return new TcpOptions(
        noDelay,
        keepAlive,
        sendBuffer,
        receiveBuffer,
        backlog,
        deferAccept,
        timeout,
        from,
        ipv6Only);
  }
}
