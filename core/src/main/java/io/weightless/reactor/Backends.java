package io.weightless.reactor;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/// The backends that are on the class path, best first.
record Backends(List<Backend.Provider> candidates, boolean chosen) {
  private static final System.Logger LOG = System.getLogger("io.weightless.reactor");

  static Backends best() {
    return new Backends(all(), false);
  }

  static Backends named(String name) {
    List<Backend.Provider> matching = all().stream().filter(p -> p.name().equals(name)).toList();
    if (matching.isEmpty()) {
      throw new IllegalArgumentException(
          "no backend is called '"
              + name
              + "'; there are "
              + all().stream().map(Backend.Provider::name).toList());
    }
    return new Backends(matching, true);
  }

  private static List<Backend.Provider> all() {
    return ServiceLoader.load(Backend.Provider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(Backend.Provider::rank).reversed())
        .toList();
  }

  Reactor open() {
    for (Backend.Provider candidate : candidates) {
      try {
        return Reactor.open(candidate.name(), candidate.open());
      } catch (IOException e) {
        refused(candidate, e);
      }
    }
    return Reactor.open("none", new Parked());
  }

  private void refused(Backend.Provider candidate, IOException reason) {
    String message =
        "the backend '" + candidate.name() + "' does not work here: " + reason.getMessage();
    if (chosen) {
      throw new IllegalArgumentException(message, reason);
    }
    LOG.log(System.Logger.Level.DEBUG, message, reason);
  }
}
