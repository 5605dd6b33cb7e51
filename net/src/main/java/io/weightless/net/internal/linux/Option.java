package io.weightless.net.internal.linux;

/// The options that are set or asked for.
public enum Option {
  REUSE_ADDRESS(1, 2),
  TYPE(1, 3),
  ERROR(1, 4),
  BROADCAST(1, 6),
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

  /// For groups: the number of the network by which is sent to them, how far, whether to this
  /// machine, too, and whether what was sent to groups comes that only others have joined.
  IPV4_NETWORK(0, 32),
  IPV4_TTL(0, 33),
  IPV4_LOOP(0, 34),
  IPV4_ALL_GROUPS(0, 49),
  IPV4_JOIN(0, 42),
  IPV4_LEAVE(0, 45),
  IPV6_NETWORK(41, 17),
  IPV6_HOPS(41, 18),
  IPV6_LOOP(41, 19),
  IPV6_ALL_GROUPS(41, 29),
  IPV6_JOIN(41, 42),
  IPV6_LEAVE(41, 45),

  IPV6_ONLY(41, 26);

  final int level;
  final int number;

  Option(int level, int number) {
    this.level = level;
    this.number = number;
  }
}
