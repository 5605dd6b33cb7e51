package io.weightless.testing.kit;

import static io.weightless.testing.kit.Post.assertFails;
import static io.weightless.testing.kit.Post.network;
import static io.weightless.testing.kit.Post.receiveText;
import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.NetworkException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of datagrams, and where they can be sent from.
public interface PassingKit extends Reactors {
  /// Of UDP over IPv4: 65,535 without the two headers.
  int LONGEST = 65_507;

  @Test
  default void aDatagramComesWholeAndSaysWhoSentIt() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        near.send(bytes("hello"), far.local());
        Datagram came = far.receive();

        assertEquals("hello", text(came.bytes()));
        assertEquals(near.local(), came.from());
        assertFalse(came.isCut());
      }
    });
  }

  @Test
  default void anAnswerGoesToWhoHasSent() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        for (int i = 0; i < 3; i++) {
          near.send(bytes("ping " + i), far.local());
          Datagram ping = far.receive();
          far.send(ping.bytes(), ping.from());
          assertEquals("ping " + i, receiveText(near));
        }
      }
    });
  }

  @Test
  default void eachIsADatagramByItself() throws IOException {
    Set<String> sent = new HashSet<>();
    Set<String> came = new HashSet<>();
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        for (int i = 0; i < 40; i++) {
          sent.add("number " + i);
          near.send(bytes("number " + i), far.local());
        }
        for (int i = 0; i < 40; i++) {
          came.add(receiveText(far));
        }
      }
    });

    assertEquals(sent, came);
  }

  @Test
  default void anEmptyOneIsReceivedAsSuch() throws IOException {
    run(_ -> {
      try (Datagrams far = Post.open();
          Datagrams near = Post.open()) {
        near.send(bytes(""), far.local());
        assertFalse(far.receive().bytes().hasRemaining());
      }
    });
  }

  @Test
  default void whatRemainsInABufferIsSentAndTakenFromIt() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        ByteBuffer direct = ByteBuffer.allocateDirect(8).put(bytes("<direct>")).flip();
        for (ByteBuffer part :
            Set.of(bytes("<heaped>"), bytes("<sealed>").asReadOnlyBuffer(), direct)) {
          String inside = text(part.duplicate().position(1).limit(7));
          near.send(part.position(1).limit(7), far.local());

          assertEquals(7, part.position());
          assertEquals(7, part.limit());
          assertEquals(inside, receiveText(far));
        }
      }
    });
  }

  @Test
  default void theLongestOneComesWhole() throws IOException {
    byte[] noise = Talk.noise(LONGEST);
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        near.send(ByteBuffer.wrap(noise), far.local());
        Datagram came = far.receive();

        byte[] all = new byte[came.bytes().remaining()];
        came.bytes().get(all);
        assertArrayEquals(noise, all);
        assertFalse(came.isCut());
      }
    });
  }

  @Test
  default void oneThatIsLongerIsRefusedAndStaysAsItWas() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        ByteBuffer long1 = ByteBuffer.allocate(LONGEST + 1);
        assertFails(Reason.TOO_LONG, far.local(), () -> near.send(long1, far.local()));

        assertEquals(LONGEST + 1, long1.remaining());
        near.send(bytes("short"), far.local());
        assertEquals("short", receiveText(far));
      }
    });
  }

  @Test
  default void bytesAreLentUntilTheNextOneIsReceived() throws IOException {
    run(_ -> {
      Datagrams far = Post.open();
      try (Datagrams near = Post.open()) {
        near.send(bytes("first"), far.local());
        near.send(bytes("second"), far.local());
        ByteBuffer first = far.receive().bytes();
        ByteBuffer second = far.receive().bytes();
        assertFalse(first.hasRemaining() && first != second);
        assertTrue(second.hasRemaining());

        far.close();
        assertFalse(second.hasRemaining());
      }
    });
  }

  @Test
  default void whatCameAndNobodyReceivedGoesWithTheClose() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        for (int i = 0; i < 10; i++) {
          near.send(bytes("number " + i), far.local());
        }
        for (int i = 0; i < 3; i++) {
          far.receive();
        }
      }
    });
  }

  @Test
  default void aTrySendSendsWithoutWaiting() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        assertTrue(near.trySend(bytes("at once"), far.local()));
        assertEquals("at once", receiveText(far));
      }
    });
  }

  @Test
  default void aFreePortIsPickedForEach() throws IOException {
    run(_ -> {
      try (Datagrams one = Post.open();
          Datagrams other = Post.open()) {
        assertEquals("127.0.0.1", one.local().host());
        assertTrue(one.local().port() > 0);
        assertNotEquals(one.local(), other.local());
        assertNull(one.remote());
      }
    });
  }

  @Test
  default void aTakenPortIsRefusedAndFreeAfterTheClose() throws IOException {
    run(scope -> {
      Datagrams first = Post.open();
      Address place = first.local();
      assertFails(Reason.IN_USE, place, () -> network().datagrams(place));

      Talk.failureWhen(scope, first::receive, first::close);
      network().datagrams(place).close();
    });
  }

  @Test
  default void anAddressOfAnotherMachineIsRefused() throws IOException {
    Address other = Address.parse("udp://203.0.113.7:0");
    run(_ -> assertFails(Reason.NOT_AVAILABLE, other, () -> network().datagrams(other)));
  }

  @Test
  default void anUnknownHostIsToldInOneLine() throws IOException {
    Address nowhere = Address.parse("udp://no.such.host.invalid:80");
    run(_ -> {
      assertFails(Reason.UNKNOWN_HOST, nowhere, () -> network().datagrams(nowhere));
      assertFails(Reason.UNKNOWN_HOST, nowhere, () -> network().datagramsTo(nowhere));
    });
  }

  @Test
  default void anAddressThatIsForStreamsIsRefused() throws IOException {
    Address stream = new Address("127.0.0.1", 9);
    run(_ -> {
      assertFails(Reason.OTHER, stream, () -> network().datagrams(stream));
      assertFails(Reason.OTHER, stream, () -> network().datagramsTo(stream));
      try (Datagrams near = Post.open()) {
        assertThrows(IllegalArgumentException.class, () -> near.send(bytes("?"), stream));
      }
    });
  }
}
