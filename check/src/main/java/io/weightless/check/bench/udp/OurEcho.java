package io.weightless.check.bench.udp;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import java.io.IOException;

/// Our server: `BACKEND`.
final class OurEcho {
  private OurEcho() {}

  static void main(String[] arguments) throws IOException {
    ParentWatch.start();
    try (Reactor reactor = Reactor.open(arguments[0])) {
      reactor.run(() -> serve(reactor.service(Network.class)));
    }
  }

  private static void serve(Network network) throws IOException {
    try (Datagrams echo = network.datagrams(Address.parse("udp://127.0.0.1:0"))) {
      EchoServer.tell(echo.local().port());
      while (true) {
        Datagram next = echo.receive();
        echo.send(next.bytes(), next.from());
      }
    }
  }
}
