package io.weightless.net.internal;

import io.weightless.net.Address;
import io.weightless.offload.Offload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out what hosts' names stand for, by the system's resolver.
public final class Names {
  private @Nullable Offload offload;

  /// Where `address` may be: a literal one is where it says.
  ///
  /// - **Waits**: for the resolver, which has a thread of its own; a cancellation point.
  public List<InetSocketAddress> find(Address address) throws IOException {
    InetAddress literal = literal(address.host());
    if (literal != null) {
      return List.of(new InetSocketAddress(literal, address.port()));
    }
    offload = offload == null ? Offload.open() : offload;
    try {
      InetAddress[] found =
          offload.<InetAddress[], UnknownHostException>callAbandonable(
              () -> InetAddress.getAllByName(address.host()));
      return places(found, address.port());
    } catch (UnknownHostException e) {
      throw unknown(e);
    }
  }

  /// The same without a wait that lets others run: the loop is held until the resolver has
  /// answered.
  public static List<InetSocketAddress> findAtOnce(Address address) throws IOException {
    try {
      return places(InetAddress.getAllByName(address.host()), address.port());
    } catch (UnknownHostException e) {
      throw unknown(e);
    }
  }

  private static UnknownHostException unknown(UnknownHostException cause) {
    UnknownHostException unknown = new UnknownHostException("the host is unknown");
    unknown.initCause(cause);
    return unknown;
  }

  private static List<InetSocketAddress> places(InetAddress[] found, int port) {
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
  static List<InetAddress> byTurns(InetAddress... found) {
    Deque<InetAddress> first = new ArrayDeque<>();
    Deque<InetAddress> second = new ArrayDeque<>();
    Arrays.stream(found)
        .forEach(host -> (host.getClass() == found[0].getClass() ? first : second).add(host));
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

  /// At the end of the reactor. What is being looked up is left behind.
  public void close() {
    if (offload != null) {
      offload.abort();
    }
  }
}
