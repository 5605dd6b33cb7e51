package io.weightless.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Sink;
import io.weightless.scope.Task;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many shards send each other values at random: what is sent is received once, and in the order of
/// its sender, however small the mailboxes are.
class ManyShardsTest {
  private static final int EACH = 1_000;

  private record Letter(int from, int number, long weight) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsSentIsReceivedOnceAndInTheOrderOfItsSender(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = random.nextInt(2, 7);
    Shards shards = Shards.of(count);
    Mailboxes<Letter> boxes = shards.mailboxes("letters", random.nextInt(1, 5));
    AtomicLong sent = new AtomicLong();
    AtomicLong received = new AtomicLong();
    AtomicInteger writing = new AtomicInteger(2 * count);
    shards.run(shard -> {
      SplittableRandom own = new SplittableRandom(seed * 1_000 + shard.index());
      for (int writer = 0; writer < 2; writer++) {
        int from = 2 * shard.index() + writer;
        SplittableRandom its = own.split();
        shard
            .scope()
            .start(
                "writer",
                () -> {
                  sent.addAndGet(write(boxes, from, its, count));
                  if (writing.decrementAndGet() == 0) {
                    boxes.close();
                  }
                });
      }
      received.addAndGet(readAll(boxes, count));
    });

    assertThat(received.get()).isEqualTo(sent.get());
  }

  private static long write(Mailboxes<Letter> boxes, int from, SplittableRandom random, int count) {
    long sum = 0;
    for (int number = 0; number < EACH; number++) {
      Letter letter = new Letter(from, number, random.nextInt(1, 1_000_000));
      Sink<Letter> to = boxes.at(random.nextInt(count));
      if (!random.nextBoolean() || !to.trySend(letter)) {
        to.send(letter);
      }
      sum += letter.weight;
    }
    return sum;
  }

  private static long readAll(Mailboxes<Letter> boxes, int count) {
    int[] last = new int[2 * count];
    java.util.Arrays.fill(last, -1);
    long sum = 0;
    for (Letter letter : boxes.here()) {
      assertThat(letter.number).isGreaterThan(last[letter.from]);
      last[letter.from] = letter.number;
      sum += letter.weight;
      if (letter.weight % 7 == 0) {
        Task.yield();
      }
    }
    return sum;
  }
}
