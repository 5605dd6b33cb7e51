package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.scope.Task;
import io.weightless.simulation.Scene.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class LendingTest {
  @AutoClose private final Scene scene = new Scene();

  private interface Return {
    void of(Stream stream) throws IOException;
  }

  /// Reads, keeps what was lent and a slice of it, and looks at both after `end`.
  private void assertSpoiltBy(Return end) throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.far().write(bytes("borrowed"));
        ByteBuffer lent = pair.near().read();
        ByteBuffer slice = lent.slice();
        pair.far().write(bytes("next"));

        end.of(pair.near());

        assertThat(lent.hasRemaining()).isFalse();
        assertThat(slice.getLong(0)).isEqualTo(0xDEAD_BEEF_DEAD_BEEFL);
      }
    });
  }

  @Test
  void theNextReadSpoilsWhatTheLastOneLent() throws IOException {
    assertSpoiltBy(Stream::read);
  }

  @Test
  void releaseSpoilsIt() throws IOException {
    assertSpoiltBy(Stream::release);
  }

  @Test
  void closeSpoilsIt() throws IOException {
    assertSpoiltBy(Stream::close);
  }

  @Test
  void resetSpoilsIt() throws IOException {
    assertSpoiltBy(Stream::reset);
  }

  @Test
  void aReadThatWaitsHoldsNothing() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        pair.far().write(bytes("borrowed"));
        ByteBuffer lent = pair.near().read();
        Task<?> reader = scope.start("reader", () -> pair.near().read());
        Task.sleep(Scene.UNTIL_ALL_WAIT);
        assertThat(lent.hasRemaining()).isFalse();

        pair.near().release();
        pair.far().write(bytes("next"));
        reader.await();
      }
    });
  }

  @Test
  void toReleaseTwiceIsFine() throws IOException {
    scene.run(_ -> {
      try (Pair pair = scene.connect()) {
        pair.near().release();
        pair.far().write(bytes("borrowed"));
        pair.near().read();
        pair.near().release();
        pair.near().release();
      }
    });
  }

  @Test
  void aBufferThatTheCloseOfAnotherTaskFindsLentStaysWithItsReader() throws IOException {
    scene.run(scope -> {
      try (Pair pair = scene.connect()) {
        pair.far().write(bytes("mine"));
        ByteBuffer lent = pair.near().read();
        scope.start("closer", pair.near()::close).await();

        assertThat(lent).isEqualTo(bytes("mine"));
      }
    });
  }

  @Test
  void whatIsLentIsDirectAndBigEndian() {
    Lending lending = new Lending();
    for (int i = 0; i < 2 * Lending.RESTING; i++) {
      ByteBuffer buffer = lending.take();
      assertThat(buffer.isDirect()).isTrue();
      assertThat(buffer.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
      assertThat(buffer.remaining()).isEqualTo(Lending.CAPACITY);
      lending.give(buffer.order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  @Test
  void aBufferRestsBeforeItIsLentAgain() {
    Lending lending = new Lending();
    ByteBuffer first = lending.take();
    lending.give(first);
    for (int i = 0; i < Lending.RESTING; i++) {
      ByteBuffer other = lending.take();
      assertThat(other).isNotSameAs(first);
      lending.give(other);
    }

    assertThat(lending.take()).isSameAs(first);
  }

  /// Memory outside of the heap that runs out makes the JDK wait, and no simulation may do that.
  @Test
  void whatIsAtRestWhenASimulationEndsIsLentInTheNext() {
    Lending first = new Lending();
    ByteBuffer lent = first.take();
    first.give(lent);
    first.end();
    Lending next = new Lending();

    Set<ByteBuffer> all = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 5_000 && !all.contains(lent); i++) {
      all.add(next.take());
    }
    all.forEach(next::give);
    next.end();

    assertThat(all).contains(lent).hasSizeLessThan(5_000);
  }
}
