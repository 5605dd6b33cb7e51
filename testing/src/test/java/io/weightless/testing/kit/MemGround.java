package io.weightless.testing.kit;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.io.IOException;

/// Places in memory, on a ground.
interface MemGround extends OnGround {
  @Override
  default Pair connect() throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(Address.parse("mem:kit"))) {
      Stream near = network.connect(listener.address());
      return new Pair(near, listener.accept());
    }
  }

  @Override
  default int much() {
    return 256 * 1024;
  }
}
