package io.weightless.net;

/// How [Datagrams] of UDP are sent and received: part of an [Address], so that it can come from a
/// configuration. Of the [options of TCP][TcpOptions], `send-buffer`, `receive-buffer`, `from` and
/// `ipv6-only` mean the same here, and the others nothing.
///
/// ```text
/// udp://239.1.2.3:5000?ttl=4&loop=no&interface=eth0
/// udp://0.0.0.0:5353?reuse=yes
/// ```
///
/// To send to everybody, as to 255.255.255.255, is always allowed (`SO_BROADCAST`). From pyuv's
/// UDP.
///
/// @param ttl `ttl`: into how many networks what is sent to a group goes (`IP_MULTICAST_TTL`,
///   `IPV6_MULTICAST_HOPS`): 1 for the own, 0 for no other machine
/// @param loop `loop`: whether what is sent to a group comes to its members on this machine, too
///   (`IP_MULTICAST_LOOP`)
/// @param reuse `reuse`: whether others may have the same port, who ask for that, too
///   (`SO_REUSEADDR`): each gets what is sent to a group it has joined. It is so in any case where
///   the host is a group
/// @param network `interface`: by which network what is sent to a group leaves, and is joined;
///   empty for the one that the system picks
public record UdpOptions(int ttl, boolean loop, boolean reuse, String network) {
  private static final int MOST_TTL = 255;

  /// The own network, with loop, without reuse.
  public static final UdpOptions DEFAULTS = new UdpOptions(1, true, false, "");

  /// @throws IllegalArgumentException saying in one line which is out of its range
  public UdpOptions {
    if (ttl < 0 || ttl > MOST_TTL) {
      throw new IllegalArgumentException("ttl is between 0 and 255, not " + ttl);
    }
  }

  public UdpOptions withTtl(int networks) {
    return new UdpOptions(networks, loop, reuse, network);
  }

  public UdpOptions withLoop(boolean toThisMachineToo) {
    return new UdpOptions(ttl, toThisMachineToo, reuse, network);
  }

  public UdpOptions withReuse(boolean shared) {
    return new UdpOptions(ttl, loop, shared, network);
  }

  /// @param name as the system calls it; empty for the one that the system picks
  public UdpOptions withNetwork(String name) {
    return new UdpOptions(ttl, loop, reuse, name);
  }
}
