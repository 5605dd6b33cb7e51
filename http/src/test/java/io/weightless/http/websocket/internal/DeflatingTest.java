package io.weightless.http.websocket.internal;

import static io.weightless.http.websocket.internal.Messages.hex;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.weightless.testkit.OneEngine;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// RFC 7692, section 7.2.1, by the examples of section 7.2.3.
@OneEngine
final class DeflatingTest {
  private static final Deflate ALL = new Deflate(false, false, 15, 15);
  private static final Deflate NO_CONTEXT = new Deflate(true, true, 15, 15);

  @Test
  void aMessageIsCompressedWithoutTheTailAndRefersToTheOneBefore() {
    try (Deflating deflating = Deflating.ofServer(ALL, 6)) {
      assertThat(hex(deflating.message(hello()))).isEqualTo("f2 48 cd c9 c9 07 00");
      assertThat(hex(deflating.message(hello()))).isEqualTo("f2 00 11 00 00");
    }
  }

  @Test
  void withoutContextEachMessageIsForItself() {
    try (Deflating deflating = Deflating.ofClient(NO_CONTEXT, 6)) {
      assertThat(hex(deflating.message(hello()))).isEqualTo("f2 48 cd c9 c9 07 00");
      assertThat(hex(deflating.message(hello()))).isEqualTo("f2 48 cd c9 c9 07 00");
    }
  }

  @Test
  void aMessageOfNothingIsOneByteAndTakesNoMemory() {
    Counted counted = new Counted();
    try (Deflating deflating = new Deflating(true, 15, counted::deflater)) {
      assertThat(hex(deflating.message(ByteBuffer.allocate(0)))).isEqualTo("00");
      assertThat(hex(deflating.end())).isEqualTo("00");
      deflating.part(ByteBuffer.allocate(0));
      assertThat(hex(deflating.end())).isEqualTo("00");
      assertThat(counted.made).isZero();

      deflating.message(hello());
      assertThat(hex(deflating.message(ByteBuffer.allocate(0)))).isEqualTo("00");
      assertThat(hex(deflating.message(hello()))).isEqualTo("f2 00 11 00 00");
    }
  }

  @Test
  void partsMakeOneMessage() {
    try (Deflating deflating = Deflating.ofServer(ALL, 6)) {
      String parts =
          hex(deflating.part(hello().limit(2))) + hex(deflating.part(hello().position(2)));
      assertThat(parts + hex(deflating.end())).isEqualTo("f2 48 cd c9 c9 07 00");
      assertThat(hex(deflating.message(hello()))).isEqualTo("f2 00 11 00 00");
    }
  }

  @Test
  void partsOfALongMessageComeOutWhileItGoesIn() {
    try (Deflating deflating = Deflating.ofServer(ALL, 6)) {
      byte[] noise = new byte[100_000];
      new SplittableRandom(1).nextBytes(noise);

      assertThat(deflating.part(ByteBuffer.wrap(noise)).remaining()).isGreaterThan(50_000);
    }
  }

  @Test
  void theMessageIsUsedUpAndNothingElse() {
    try (Deflating deflating = Deflating.ofServer(ALL, 6)) {
      ByteBuffer direct = ByteBuffer.allocateDirect(20).position(3).put(hello()).flip().position(3);

      assertThat(hex(deflating.message(direct.asReadOnlyBuffer())))
          .isEqualTo("f2 48 cd c9 c9 07 00");
      deflating.message(direct);
      assertThat(direct.position()).isEqualTo(8);
    }
  }

  @Test
  void aMessageWithinAnotherIsRefused() {
    try (Deflating deflating = Deflating.ofServer(ALL, 6)) {
      deflating.part(hello());

      assertThatIllegalStateException().isThrownBy(() -> deflating.message(hello()));
    }
  }

  @Test
  void nothingIsHeldBeforeAMessageNorWithoutContextAfterIt() {
    Counted counted = new Counted();
    try (Deflating deflating = new Deflating(false, 15, counted::deflater)) {
      assertThat(counted.made).isZero();
      for (int i = 1; i <= 3; i++) {
        deflating.part(hello());
        assertThat(counted.open).isOne();
        deflating.end();
        assertThat(counted.open).isZero();
        assertThat(counted.made).isEqualTo(i);
      }
    }
  }

  @Test
  void withContextOneIsHeldUntilItIsClosed() {
    Counted counted = new Counted();
    Deflating deflating = new Deflating(true, 15, counted::deflater);
    deflating.message(hello());
    deflating.part(hello());
    assertThat(counted.open).isOne();

    deflating.close();
    deflating.close();

    assertThat(counted.open).isZero();
    assertThat(counted.made).isOne();
    assertThatIllegalStateException().isThrownBy(() -> deflating.message(hello()));
    assertThatIllegalStateException().isThrownBy(deflating::end);
  }

  @Test
  void aMessageThatTheWindowHasNoRoomForBeginsAfresh() {
    byte[] words = Messages.random(new SplittableRandom(3), 250);
    try (Deflating deflating = Deflating.ofServer(new Deflate(false, false, 8, 15), 6)) {
      String first = hex(deflating.message(ByteBuffer.wrap(words)));

      assertThat(words.length).isGreaterThan(128);
      assertThat(hex(deflating.message(ByteBuffer.wrap(words)))).isEqualTo(first);
    }
  }

  @Test
  void eachSideCompressesAsAgreedForIt() {
    Deflate forServer = new Deflate(true, false, 15, 15);
    Deflate forClient = new Deflate(false, true, 15, 15);
    assertThat(second(Deflating.ofServer(forServer, 6))).isEqualTo("f2 48 cd c9 c9 07 00");
    assertThat(second(Deflating.ofClient(forServer, 6))).isEqualTo("f2 00 11 00 00");
    assertThat(second(Deflating.ofServer(forClient, 6))).isEqualTo("f2 00 11 00 00");
    assertThat(second(Deflating.ofClient(forClient, 6))).isEqualTo("f2 48 cd c9 c9 07 00");

    byte[] far = new byte[2000];
    new SplittableRandom(1).nextBytes(far);
    System.arraycopy(far, 0, far, 1000, 1000);
    Deflate small = new Deflate(true, true, 8, 15);
    assertThat(length(Deflating.ofServer(small, 6), far)).isGreaterThan(2000);
    assertThat(length(Deflating.ofClient(small, 6), far)).isLessThan(1200);
  }

  private static String second(Deflating deflating) {
    try (deflating) {
      deflating.message(hello());
      return hex(deflating.message(hello()));
    }
  }

  private static int length(Deflating deflating, byte[] message) {
    try (deflating) {
      return deflating.message(ByteBuffer.wrap(message)).remaining();
    }
  }

  private static ByteBuffer hello() {
    return ByteBuffer.wrap("Hello".getBytes(US_ASCII));
  }
}
