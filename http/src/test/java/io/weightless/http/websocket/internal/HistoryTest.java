package io.weightless.http.websocket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.OneEngine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@OneEngine
final class HistoryTest {
  @Test
  void itHasTheLastBytesWhateverIsAddedAtATime() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int limit = 1 << (8 + random.nextInt(8));
      int most = 1 + random.nextInt(2 * limit);
      History history = new History(limit);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < 20; i++) {
        byte[] more = new byte[random.nextInt(most)];
        random.nextBytes(more);
        all.writeBytes(more);
        history.add(ByteBuffer.wrap(more));

        byte[] whole = all.toByteArray();
        assertThat(history.toArray())
            .as("seed %d, addition %d", seed, i)
            .isEqualTo(Arrays.copyOfRange(whole, Math.max(0, whole.length - limit), whole.length));
      }
    }
  }

  @Test
  void whatIsClearedHasNothingAndBeginsAgain() {
    History history = new History(256);
    history.add(ByteBuffer.allocate(300));
    history.clear();
    assertThat(history.toArray()).isEmpty();

    history.add(ByteBuffer.wrap(new byte[] {1, 2}));
    assertThat(history.toArray()).containsExactly(1, 2);
  }
}
