package io.weightless.testing.kit;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Unix sockets of a ground, each in a directory of its own.
interface UnixGround extends OnGround {
  @Override
  default Pair connect() throws IOException {
    return pair();
  }

  /// Of the current reactor.
  static Pair pair() throws IOException {
    Path directory = Files.createTempDirectory("unix");
    Address address = Address.parse("unix:" + directory.resolve("kit.sock"));
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(address)) {
      Stream near = network.connect(listener.address());
      return new Pair(near, listener.accept());
    } finally {
      Files.delete(directory); // the socket's file has gone
    }
  }
}
