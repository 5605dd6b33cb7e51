package io.weightless.net.internal.linux;

/// The options that are set or asked for.
public enum Option {
  REUSE_ADDRESS(1, 2),
  TYPE(1, 3),
  ERROR(1, 4),
  SEND_BUFFER(1, 7),
  RECEIVE_BUFFER(1, 8),
  KEEP_ALIVE(1, 9),
  LINGER(1, 13),
  REUSE_PORT(1, 15),
  LISTENS(1, 30),
  PROTOCOL(1, 38),
  DOMAIN(1, 39),
  NO_DELAY(6, 1),
  KEEP_IDLE(6, 4),
  DEFER_ACCEPT(6, 9),

  /// To bind to an address does not take a port yet.
  BIND_NO_PORT(0, 24),

  IPV6_ONLY(41, 26);

  final int level;
  final int number;

  Option(int level, int number) {
    this.level = level;
    this.number = number;
  }
}
