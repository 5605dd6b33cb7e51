package io.weightless.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The ports of one host: who listens on which, and which are lent to connections.
final class Ports {
  /// Those that are picked, one after the other: Linux's range.
  static final int FIRST = 32_768;

  static final int LAST = 60_999;

  /// In the order in which they began.
  private final List<WireListener> listeners = new ArrayList<>();

  /// Looked up only.
  private final Set<Integer> taken = new HashSet<>();

  private int next = FIRST;

  /// A port that nobody has.
  ///
  /// @throws IOException when none is left
  int pick() throws IOException {
    for (int tried = FIRST; tried <= LAST; tried++) {
      int port = next;
      next = port == LAST ? FIRST : port + 1;
      if (!isListenedOn(port) && !taken.contains(port)) {
        return port;
      }
    }
    throw new IOException("Cannot assign requested address");
  }

  /// A port for a connection, until it is given back.
  int take() throws IOException {
    int port = pick();
    taken.add(port);
    return port;
  }

  void giveBack(int port) {
    taken.remove(port);
  }

  private boolean isListenedOn(int port) {
    return listeners.stream().anyMatch(listener -> listener.address().port() == port);
  }

  /// @param besideOthers whether those who share their port are no obstacle
  /// @throws IOException when somebody listens there
  void checkVacant(String name, int port, boolean besideOthers) throws IOException {
    for (WireListener listener : listeners) {
      if (listener.overlaps(name, port) && !(besideOthers && listener.isShared())) {
        throw new IOException("Address already in use");
      }
    }
  }

  void add(WireListener listener) {
    listeners.add(listener);
  }

  void remove(WireListener listener) {
    listeners.remove(listener);
  }

  List<WireListener> listeners() {
    return List.copyOf(listeners);
  }

  /// Who listens on `port` by this name, else by any; one of them by chance. Null when nobody does.
  @Nullable WireListener find(String name, int port, RandomGenerator random) {
    List<WireListener> found = listeningBy(name, port);
    if (found.isEmpty()) {
      found = listeningBy(HostNetwork.ANY, port);
    }
    if (found.isEmpty()) {
      return null;
    }
    return found.get(found.size() == 1 ? 0 : random.nextInt(found.size()));
  }

  private List<WireListener> listeningBy(String name, int port) {
    return listeners.stream().filter(listener -> listener.isAt(name, port)).toList();
  }
}
