package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of one message that point to each other.
final class PointedNamesTest {
  private static final int ROUNDS = 2_000;
  private static final Question LONGEST =
      new Question(DomainName.parse("a.".repeat(127)), RecordType.A);

  @Test
  void aNameThatManyRecordsPointToIsReadOnce() throws MalformedMessage {
    ByteBuffer query = new Query(7, LONGEST, false).bytes();
    int records = 999;
    ByteBuffer bytes = ByteBuffer.allocate(query.remaining() + records * 16).put(query);
    for (int i = 0; i < records; i++) {
      bytes.putShort((short) 0xc00c).putShort((short) 1).putShort((short) 1).putInt(60);
      bytes.putShort((short) 4).putInt(i);
    }
    bytes.putShort(6, (short) records).putShort(10, (short) 0);

    Message message = Message.read(bytes.flip(), false);
    String first = message.answers().getFirst().name();
    assertThat(first).isEqualTo(LONGEST.name().toString());
    assertThat(message.answers()).hasSize(records).allMatch(record -> record.name() == first);
  }

  /// Each pointer leads to the one before, and each is read in its turn.
  @Test
  void whatIsRememberedCountsItsPointers() throws MalformedMessage {
    ByteBuffer bytes = ByteBuffer.allocate(300).put((byte) 0);
    for (int i = 0; i < WireNames.MAX_POINTERS + 1; i++) {
      bytes.putShort((short) (0xc000 | Math.max(0, bytes.position() - 2)));
    }
    WireNames names = new WireNames(bytes.flip());
    for (int i = 0; i < WireNames.MAX_POINTERS + 1; i++) {
      assertThat(names.read().labels()).isEmpty();
    }
    assertThatThrownBy(names::read)
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("too many pointers");
  }

  /// Labels, ends, and pointers to anywhere, most of them to what was before.
  private static ByteBuffer tangle(SplittableRandom random) {
    ByteBuffer bytes = ByteBuffer.allocate(2_000);
    while (bytes.remaining() > 64) {
      switch (random.nextInt(4)) {
        case 0 -> bytes.put((byte) 0);
        case 1 -> bytes.putShort((short) (0xc000 | random.nextInt(bytes.position() + 2)));
        default -> bytes.put((byte) 1).put((byte) ('a' + random.nextInt(26)));
      }
    }
    return bytes.put((byte) 0).flip();
  }

  /// What it is, and where it ends; or that it is none.
  private static String read(WireNames names, ByteBuffer bytes, int place) {
    try {
      bytes.position(place);
      return names.read().labels() + " to " + bytes.position();
    } catch (MalformedMessage | BufferUnderflowException _) {
      return "malformed";
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatIsRememberedIsWhatWouldBeRead(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      ByteBuffer bytes = tangle(random);
      WireNames all = new WireNames(bytes);
      for (int i = 0; i < 20; i++) {
        int place = random.nextInt(bytes.limit());
        String fresh = read(new WireNames(bytes), bytes, place);
        assertThat(read(all, bytes, place)).as("at %d of seed %d", place, seed).isEqualTo(fresh);
      }
    }
  }
}
