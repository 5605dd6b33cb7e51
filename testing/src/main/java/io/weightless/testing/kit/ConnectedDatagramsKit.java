package io.weightless.testing.kit;

import static io.weightless.testing.kit.Post.assertFails;
import static io.weightless.testing.kit.Post.network;
import static io.weightless.testing.kit.Post.receiveText;
import static io.weightless.testing.kit.Talk.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.NetworkException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What datagrams promise that are connected to somebody.
public interface ConnectedDatagramsKit extends Reactors {
  @Test
  default void oneThatIsConnectedNeedNotSayToWhom() throws IOException {
    run(_ -> {
      try (Datagrams far = Post.open();
          Datagrams near = network().datagramsTo(far.local())) {
        assertEquals(far.local(), near.remote());
        near.send(bytes("hello"));
        Datagram came = far.receive();
        assertEquals(near.local(), came.from());

        far.send(bytes("well"), came.from());
        Datagram answer = near.receive();
        assertEquals(far.local(), answer.from());
        assertEquals("well", Talk.text(answer.bytes()));
      }
    });
  }

  /// Or it is refused, as the contract lets a network do.
  @Test
  default void oneThatIsConnectedSendsAnEmptyOne() throws IOException {
    run(_ -> {
      try (Datagrams far = Post.open();
          Datagrams near = network().datagramsTo(far.local())) {
        boolean sent = sends(near, bytes(""));
        near.send(bytes("more"));
        assertEquals(sent ? "" : "more", receiveText(far));
      }
    });
  }

  private static boolean sends(Datagrams near, ByteBuffer bytes) throws IOException {
    try {
      near.send(bytes);
      return true;
    } catch (UnsupportedOperationException _) {
      return false;
    }
  }

  @Test
  default void oneThatIsConnectedReceivesFromItsPeerOnly() throws IOException {
    run(_ -> {
      try (Datagrams far = Post.open();
          Datagrams stranger = Post.open();
          Datagrams near = network().datagramsTo(far.local())) {
        stranger.send(bytes("let me in"), near.local());
        far.send(bytes("it is me"), near.local());

        assertEquals("it is me", receiveText(near));
        Talk.assertWaits(near::receive);
      }
    });
  }

  @Test
  default void oneThatIsConnectedSendsToItsPeerOnly() throws IOException {
    run(_ -> {
      try (Datagrams far = Post.open();
          Datagrams other = Post.open();
          Datagrams near = network().datagramsTo(far.local())) {
        near.send(bytes("one"), far.local());
        assertTrue(near.trySend(bytes("two"), far.local()));

        assertThrows(IllegalStateException.class, () -> near.send(bytes("?"), other.local()));
        assertThrows(IllegalStateException.class, () -> near.trySend(bytes("?"), other.local()));
        assertEquals("one", receiveText(far));
        assertEquals("two", receiveText(far));
      }
    });
  }

  @Test
  default void oneThatIsConnectedToNobodyHasToSayToWhom() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open()) {
        assertThrows(IllegalStateException.class, () -> near.send(bytes("hello")));
      }
    });
  }

  @Test
  default void whereNobodyIsALaterCallIsToldSo() throws IOException {
    run(_ -> {
      Address nobody = nobody();
      try (Datagrams near = network().datagramsTo(nobody)) {
        near.send(bytes("hello?"));
        assertFails(Reason.REFUSED, nobody, near::receive);

        Talk.assertWaits(near::receive);
      }
    });
  }

  @Test
  default void whoIsNotConnectedIsNotToldThatNobodyIsThere() throws IOException {
    run(_ -> {
      Address nobody = nobody();
      try (Datagrams near = Post.open()) {
        near.send(bytes("hello?"), nobody);
        Talk.assertWaits(near::receive);
      }
    });
  }

  private static Address nobody() throws IOException {
    try (Datagrams gone = Post.open()) {
      return gone.local();
    }
  }

  @Test
  default void aNameIsLookedUpToConnectAndNotToSend() throws IOException {
    run(_ -> {
      try (Datagrams far = Post.open();
          Datagrams near = network().datagramsTo(Address.parse("udp://localhost:9"))) {
        Address found = near.remote();
        assertTrue(found != null && Set.of("127.0.0.1", "::1").contains(found.host()));
        assertThrows(
            IllegalArgumentException.class,
            () -> far.send(bytes("?"), Address.parse("udp://some.name.example:9")));
      }
    });
  }
}
