package io.weightless.simulation;

import io.weightless.net.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who sends and receives datagrams on one host, by their ports.
final class DatagramPorts {
  /// In the order in which they began.
  private final List<HostDatagrams> open = new ArrayList<>();

  private int next = Ports.FIRST;

  /// A port that nobody has.
  ///
  /// @throws IOException when none is left
  int pick() throws IOException {
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
  void checkVacant(String name, int port, boolean isShared) throws IOException {
    for (HostDatagrams other : open) {
      if (other.overlaps(name, port) && !(isShared && other.isShared())) {
        throw new IOException("Address already in use");
      }
    }
  }

  void add(HostDatagrams datagrams) {
    open.add(datagrams);
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
