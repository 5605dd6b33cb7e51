package io.weightless.testing.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.reactor.Reactor;
import java.io.IOException;

/// Where the datagrams of the kits come from and go to.
final class Post {
  static final Address ANY_PORT = Address.parse("udp://127.0.0.1:0");

  private Post() {}

  static Network network() {
    return Reactor.current().service(Network.class);
  }

  static Datagrams open() throws IOException {
    return network().datagrams(ANY_PORT);
  }

  static String receiveText(Datagrams at) throws IOException {
    return Talk.text(at.receive().bytes());
  }

  /// For programs, and for people in one line that names it.
  static void assertFails(Reason reason, Address about, Talk.Act act) {
    NetworkException failed = assertThrows(NetworkException.class, act::run);
    assertEquals(reason, failed.reason(), failed.toString());
    assertEquals(about, failed.address());
    Talk.assertNames(about, failed);
    assertEquals(1, String.valueOf(failed.getMessage()).lines().count());
  }
}
