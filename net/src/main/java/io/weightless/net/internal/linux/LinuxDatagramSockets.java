package io.weightless.net.internal.linux;

import io.weightless.net.Address;
import io.weightless.net.Scheme;
import io.weightless.net.TcpOptions;
import io.weightless.net.UdpOptions;
import io.weightless.net.internal.Addresses;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.DatagramBuffers;
import io.weightless.net.internal.Multicast;
import io.weightless.net.internal.ready.DatagramSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnixDomainSocketAddress;

/// Of the system.
record LinuxDatagramSockets(Libc libc, Descriptors descriptors, BufferPool pool)
    implements DatagramSocket.Source {

  @Override
  public DatagramSocket bind(InetSocketAddress local, Address address) throws IOException {
    int socket = open(local, address);
    try {
      Libc.check(libc.tcp.bind(socket, local));
      return made(socket, local, address);
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  @Override
  public DatagramSocket connect(InetSocketAddress remote, Address address) throws IOException {
    int socket = open(remote, address);
    try {
      TcpOptions options = address.options();
      if (options.from() != null) {
        Libc.check(libc.tcp.bind(socket, new InetSocketAddress(options.from(), 0)));
      }
      Libc.check(libc.tcp.connect(socket, remote));
      return made(socket, remote, address);
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private DatagramSocket made(int socket, InetSocketAddress place, Address address)
      throws IOException {
    InetSocketAddress local = (InetSocketAddress) libc.tcp.local(socket);
    int family = SocketAddresses.familyOf(place);
    Address own = Addresses.of(Scheme.UDP, local);
    return made(socket, new LinuxDatagramSocket.Kind(family, own, network(address), true));
  }

  private DatagramSocket made(int socket, LinuxDatagramSocket.Kind kind) throws IOException {
    return new LinuxDatagramSocket(
        libc.datagrams(), socket, kind, descriptors.handle(socket), new DatagramBuffers(pool));
  }

  private static int network(Address address) throws IOException {
    NetworkInterface network = Multicast.network(address);
    return network == null ? 0 : network.getIndex();
  }

  /// At a path or an abstract name.
  @Override
  public DatagramSocket bindUnix(UnixDomainSocketAddress local, Address address)
      throws IOException {
    int socket = openUnix(local, address);
    try {
      libc.unix().keepToOwner(socket);
      Libc.check(libc.tcp.bind(socket, local));
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
    try {
      return unix(socket, new Address(Scheme.UNIX, address.host(), 0, TcpOptions.DEFAULTS), false);
    } catch (IOException e) {
      libc.close(socket);
      UnixAddresses.removeFile(local);
      throw e;
    }
  }

  @Override
  public DatagramSocket connectUnix(UnixDomainSocketAddress remote, Address address)
      throws IOException {
    int socket = openUnix(remote, address);
    try {
      libc.datagrams().name(socket);
      Libc.check(libc.tcp.connect(socket, remote));
      return unix(socket, Addresses.of(libc.tcp.local(socket)), true);
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private DatagramSocket unix(int socket, Address local, boolean isConnected) throws IOException {
    return made(socket, new LinuxDatagramSocket.Kind(UnixAddresses.AF_UNIX, local, 0, isConnected));
  }

  private int openUnix(UnixDomainSocketAddress place, Address address) throws IOException {
    int socket = libc.datagrams().socket(place);
    try {
      setBuffers(socket, address.options());
      return socket;
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private int open(InetSocketAddress place, Address address) throws IOException {
    int socket = libc.datagrams().socket(place);
    try {
      configure(socket, place, address);
      return socket;
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private void configure(int socket, InetSocketAddress place, Address address) throws IOException {
    UdpOptions udp = address.udp();
    set(socket, Option.BROADCAST, 1);
    if (udp.reuse() || place.getAddress().isMulticastAddress()) {
      set(socket, Option.REUSE_ADDRESS, 1);
    }
    if (SocketAddresses.familyOf(place) == SocketAddresses.AF_INET) {
      configureIpv4(socket, udp, network(address));
    } else {
      set(socket, Option.IPV6_ONLY, address.options().ipv6Only() ? 1 : 0);
      configureIpv6(socket, udp, network(address));
    }
    setBuffers(socket, address.options());
  }

  private void setBuffers(int socket, TcpOptions options) throws IOException {
    if (options.sendBuffer() > 0) {
      set(socket, Option.SEND_BUFFER, options.sendBuffer());
    }
    if (options.receiveBuffer() > 0) {
      set(socket, Option.RECEIVE_BUFFER, options.receiveBuffer());
    }
  }

  private void configureIpv4(int socket, UdpOptions udp, int network) throws IOException {
    set(socket, Option.IPV4_ALL_GROUPS, 0);
    set(socket, Option.IPV4_TTL, udp.ttl());
    set(socket, Option.IPV4_LOOP, udp.loop() ? 1 : 0);
    if (network != 0) {
      libc.datagrams().leaveBy(socket, network);
    }
  }

  private void configureIpv6(int socket, UdpOptions udp, int network) throws IOException {
    set(socket, Option.IPV6_ALL_GROUPS, 0);
    set(socket, Option.IPV6_HOPS, udp.ttl());
    set(socket, Option.IPV6_LOOP, udp.loop() ? 1 : 0);
    if (network != 0) {
      set(socket, Option.IPV6_NETWORK, network);
    }
  }

  private void set(int socket, Option what, int value) throws IOException {
    libc.tcp.set(socket, what, value);
  }
}
