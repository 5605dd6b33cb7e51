package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever can be written is read as it was.
final class RandomMessagesTest {
  private static final int ROUNDS = 2_000;

  private static DomainName name(SplittableRandom random) {
    List<String> labels = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      StringBuilder label = new StringBuilder();
      for (int j = random.nextInt(60); j >= 0; j--) {
        label.append((char) random.nextInt(256));
      }
      labels.add(label.toString());
    }
    return new DomainName(labels);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aNameOfAnyBytesIsReadFromItsTextAndFromTheWire(int seed) throws MalformedMessage {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      DomainName name = name(random);
      ByteBuffer wire = ByteBuffer.allocate(DomainName.MAX_BYTES);
      name.writeTo(wire);

      assertThat(DomainName.parse(name.toString()).labels()).isEqualTo(name.labels());
      assertThat(new WireNames(wire.flip()).read().labels()).isEqualTo(name.labels());
      assertThat(wire.hasRemaining()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aQuestionOfAnyNameIsReadAsItWasAsked(int seed) throws MalformedMessage {
    SplittableRandom random = new SplittableRandom(seed);
    RecordType[] types = RecordType.values();
    for (int round = 0; round < ROUNDS; round++) {
      Question question = new Question(name(random), types[random.nextInt(types.length)]);
      Query query = new Query(random.nextInt(1 << 16), question, random.nextBoolean());
      Message read = Message.read(query.bytes(), false);

      assertThat(read.id()).isEqualTo(query.id());
      assertThat(read.question()).isEqualTo(question);
      assertThat(read.isAnswer()).isFalse();
    }
  }

  /// Names that end alike are written once, and pointed to: what is read is what would be without.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aPointedNameIsReadLikeAWholeOne(int seed) throws MalformedMessage {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      DomainName whole = name(random);
      int skipped = whole.labels().isEmpty() ? 0 : random.nextInt(whole.labels().size());
      int place = whole.labels().subList(0, skipped).stream().mapToInt(l -> l.length() + 1).sum();
      ByteBuffer wire = ByteBuffer.allocate(600);
      whole.writeTo(wire);
      int start = wire.position();
      wire.put((byte) 1).put((byte) 'x').put((byte) 0xc0).put((byte) place).flip();
      List<String> expected = new ArrayList<>(List.of("x"));
      expected.addAll(whole.labels().subList(skipped, whole.labels().size()));

      assertThat(new WireNames(wire.position(start)).read().labels()).isEqualTo(expected);
    }
  }
}
