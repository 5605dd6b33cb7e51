package io.weightless.simulation;

import io.weightless.net.Address;
import io.weightless.net.Scheme;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who sends and receives datagrams on one host, by their ports.
final class DatagramPorts {
  /// In the order in which they began.
  private final List<HostDatagrams> open = new ArrayList<>();

  private final HostNetwork home;
  private int next = Ports.FIRST;

  DatagramPorts(HostNetwork home) {
    this.home = home;
  }

  /// Those at `place`.
  HostDatagrams open(Address place) throws IOException {
    checkUdp(place);
    boolean isGroup = DatagramRoutes.group(place.host()) != null;
    String own = isGroup ? place.host() : home.ownName(place.host());
    int port = place.port() == 0 ? pick() : place.port();
    checkVacant(own, port, isGroup || place.udp().reuse());
    Address local = DatagramRoutes.at(place.host(), port);
    return added(new HostDatagrams(home, own, local, null, place.udp()));
  }

  /// Those that are connected to `place`.
  HostDatagrams openTo(Address place) throws IOException {
    checkUdp(place);
    if (!home.isNumberOrHost(place.host())) {
      throw HostNetwork.unknownHost();
    }
    boolean isOwn = HostNetwork.isSelf(place.host());
    String own = isOwn ? HostNetwork.LOOPBACK : home.host();
    Address local = DatagramRoutes.at(own, pick());
    Address remote = DatagramRoutes.at(isOwn ? own : place.host(), place.port());
    return added(new HostDatagrams(home, own, local, remote, place.udp()));
  }

  private static void checkUdp(Address place) throws IOException {
    if (place.scheme() != Scheme.UDP) {
      throw new IOException("in a simulation datagrams are of udp:// only");
    }
  }

  private HostDatagrams added(HostDatagrams datagrams) {
    open.add(datagrams);
    return datagrams;
  }

  /// A port that nobody has.
  ///
  /// @throws IOException when none is left
  private int pick() throws IOException {
    for (int tried = Ports.FIRST; tried <= Ports.LAST; tried++) {
      int port = next;
      next = port == Ports.LAST ? Ports.FIRST : port + 1;
      if (open.stream().noneMatch(other -> other.local().port() == port)) {
        return port;
      }
    }
    throw new IOException("Cannot assign requested address");
  }

  /// @param isShared whether those who share their port are no obstacle
  /// @throws IOException when somebody is there
  private void checkVacant(String name, int port, boolean isShared) throws IOException {
    for (HostDatagrams other : open) {
      if (other.overlaps(name, port) && !(isShared && other.isShared())) {
        throw new IOException("Address already in use");
      }
    }
  }

  void remove(HostDatagrams datagrams) {
    open.remove(datagrams);
  }

  List<HostDatagrams> open() {
    return List.copyOf(open);
  }

  /// Who gets what `from` sends to this host by `name`: who is connected to that one, else who came
  /// last. Null when nobody does.
  @Nullable HostDatagrams find(String name, int port, Address from) {
    HostDatagrams found = null;
    for (HostDatagrams each : open) {
      boolean isMeant = each.isReachedBy(name, port) && each.hears(from);
      if (isMeant && (found == null || each.remote() != null || found.remote() == null)) {
        found = each;
      }
    }
    return found;
  }

  /// Who gets what `from` sends to `group`.
  List<HostDatagrams> members(InetAddress group, int port, Address from) {
    return open.stream().filter(each -> each.isMember(group, port) && each.hears(from)).toList();
  }
}
