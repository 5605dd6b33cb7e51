package io.weightless.simulation;

import io.weightless.net.*;
import java.util.Set;

final class Fabric {
  Fabric(World world) {}

  Network of(String host) {
    return new Network() {
      @Override
      public Listener listen(Address a) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Listener listenShared(Address a) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Listener listenBeside(Address a) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Stream connect(Address a) {
        throw new UnsupportedOperationException();
      }
    };
  }

  void partition(Set<String> one, Set<String> other) {}

  void heal() {}

  void crashed(String host) {}
}
