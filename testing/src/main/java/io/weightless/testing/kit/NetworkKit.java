package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.readText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What a `Network` and its listeners promise: one test for each sentence of their contracts. The
/// network is the service of [Reactors#openReactor].
public interface NetworkKit extends ListenerKit {
  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  @Test
  default void aFreePortIsPicked() throws IOException {
    run(_ -> {
      try (Listener one = network().listen(ANY_PORT);
          Listener other = network().listen(ANY_PORT)) {
        assertEquals("127.0.0.1", one.address().host());
        assertTrue(one.address().port() > 0);
        assertFalse(one.address().equals(other.address()));
      }
    });
  }

  @Test
  default void aBufferOfAListenerIsAsLongAsAskedForAndCanBeWritten() throws IOException {
    run(_ -> {
      try (Listener listener = network().listen(ANY_PORT);
          Stream near = network().connect(listener.address());
          Stream far = listener.accept()) {
        ByteBuffer buffer = listener.buffer(7);
        assertEquals(7, buffer.remaining());

        far.write(buffer.put(bytes("seven b")).flip());
        assertEquals("seven b", readText(near, 7));
      }
    });
  }

  @Test
  default void aTakenPortIsRefusedInOneLine() throws IOException {
    run(_ -> {
      try (Listener listener = network().listen(ANY_PORT)) {
        assertInUse(listener.address(), () -> network().listen(listener.address()));
        if (sharesPorts()) {
          assertInUse(listener.address(), () -> network().listenShared(listener.address()));
          assertInUse(listener.address(), () -> network().listenBeside(listener.address()));
        }
      }
    });
  }

  /// For programs, and for people in one line; why, the system says in its words.
  private static void assertRefused(String what, Address address, Reason reason, Talk.Act act) {
    NetworkException refused = assertThrows(NetworkException.class, act::run);
    assertEquals(reason, refused.reason());
    assertEquals(address, refused.address());
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith(what + " " + address + ": "), message);
    assertEquals(1, message.lines().count());
  }

  private static void assertInUse(Address taken, Talk.Act act) {
    assertRefused("listen on", taken, Reason.IN_USE, act);
  }

  /// Where it can't be done, the contract lets a network say so.
  private static boolean sharesPorts() throws IOException {
    try {
      network().listenShared(ANY_PORT).close();
      return true;
    } catch (UnsupportedOperationException _) {
      return false;
    }
  }

  @Test
  default void aSharedPortIsRefusedToWhoDoesNotComeBeside() throws IOException {
    run(_ -> {
      assumeTrue(sharesPorts());
      try (Listener first = network().listenShared(ANY_PORT);
          Listener second = network().listenBeside(first.address())) {
        assertEquals(first.address(), second.address());
        assertInUse(first.address(), () -> network().listenShared(first.address()));
        assertInUse(first.address(), () -> network().listen(first.address()));
      }
    });
  }

  @Test
  default void anAddressOfAnotherMachineIsRefusedInOneLine() throws IOException {
    run(_ -> {
      Address other = new Address("192.0.2.1", 0);
      assertRefused("listen on", other, Reason.NOT_AVAILABLE, () -> network().listen(other));
    });
  }

  @Test
  default void aPortIsFreeAgainAfterTheClose() throws IOException {
    run(_ -> {
      Listener first = network().listen(ANY_PORT);
      network().connect(first.address()).close();
      first.accept().close();
      first.close();

      network().listen(first.address()).close();
      if (sharesPorts()) {
        network().listenShared(first.address()).close();
        network().listenBeside(first.address()).close();
      }
    });
  }

  @Test
  default void aRefusedConnectionFailsInOneLine() throws IOException {
    run(_ -> {
      Listener listener = network().listen(ANY_PORT);
      listener.close();

      Address nobody = listener.address();
      assertRefused("connect", nobody, Reason.REFUSED, () -> network().connect(nobody));
    });
  }

  @Test
  default void anUnknownHostFailsInOneLine() throws IOException {
    Address nowhere = new Address("no.such.host.invalid", 80);
    run(_ -> {
      assertRefused("connect", nowhere, Reason.UNKNOWN_HOST, () -> network().connect(nowhere));
      assertRefused("listen on", nowhere, Reason.UNKNOWN_HOST, () -> network().listen(nowhere));
    });
  }

  /// `localhost` is `::1` first on many machines, where nobody listens here.
  @Test
  default void allAddressesOfANameAreTried() throws IOException {
    run(_ -> {
      try (Listener listener = network().listen(ANY_PORT)) {
        Address named = new Address("localhost", listener.address().port());
        try (Stream near = network().connect(named)) {
          assertEquals(listener.address(), near.remote());
        }
      }
    });
  }
}
