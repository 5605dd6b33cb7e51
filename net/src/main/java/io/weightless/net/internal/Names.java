package io.weightless.net.internal;

import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out what hosts' names stand for, as the reactor's resolver says.
public final class Names {
  private final Reactor reactor;

  public Names(Reactor reactor) {
    this.reactor = reactor;
  }

  /// Where `address` may be: a literal one is where it says.
  ///
  /// - **Waits**: for the resolver; a cancellation point.
  public List<InetSocketAddress> find(Address address) throws IOException {
    InetAddress literal = literal(address.host());
    if (literal != null) {
      return List.of(new InetSocketAddress(literal, address.port()));
    }
    return places(Lookup.HERE.addresses(reactor, address.host()), address.port());
  }

  /// The same without a wait that lets others run: the loop is held until the system's resolver has
  /// answered.
  public static List<InetSocketAddress> findAtOnce(Address address) throws IOException {
    try {
      return places(List.of(InetAddress.getAllByName(address.host())), address.port());
    } catch (UnknownHostException e) {
      UnknownHostException unknown = new UnknownHostException("the host is unknown");
      unknown.initCause(e);
      throw unknown;
    }
  }

  private static List<InetSocketAddress> places(List<InetAddress> found, int port) {
    return byTurns(found).stream().map(host -> new InetSocketAddress(host, port)).toList();
  }

  private static @Nullable InetAddress literal(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// One of each family after the other, in the resolver's order, so that a family that does not
  /// work here costs one attempt: RFC 8305, section 4.
  static List<InetAddress> byTurns(List<InetAddress> found) {
    Deque<InetAddress> first = new ArrayDeque<>();
    Deque<InetAddress> second = new ArrayDeque<>();
    for (InetAddress host : found) {
      (host.getClass() == found.getFirst().getClass() ? first : second).add(host);
    }
    List<InetAddress> all = new ArrayList<>();
    while (!first.isEmpty() || !second.isEmpty()) {
      if (!first.isEmpty()) {
        all.add(first.poll());
      }
      if (!second.isEmpty()) {
        all.add(second.poll());
      }
    }
    return all;
  }
}
