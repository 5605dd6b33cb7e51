package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class BufferPoolTest {
  @AutoClose private final World world;

  BufferPoolTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void anIdleConnectionHoldsNoBuffer() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      pair.far().write(bytes("one"));
      pair.near().read();
      assertThat(world.backend.shared().pool.lent()).isEqualTo(1);

      Task<?> reader = scope.start("reader", () -> pair.near().read());
      Task.sleep(Duration.ofSeconds(1));
      assertThat(world.backend.shared().pool.lent()).isZero();

      reader.cancel("seen");
      Task.yield();
      pair.close();
    });
  }

  @Test
  void whoDoesNotReadForAWhileGivesItsBufferBack() throws IOException {
    world.run(scope -> {
      try (Pair pair = world.connect()) {
        pair.near().release();
        pair.far().write(bytes("one"));
        ByteBuffer lent = pair.near().read();

        pair.near().release();

        assertThat(lent.hasRemaining()).isFalse();
        assertThat(world.backend.shared().pool.lent()).isZero();
        pair.near().release();
        scope.start("writer", () -> pair.far().write(bytes("two")));
        assertThat(World.readText(pair.near())).isEqualTo("two");
      }
    });
  }

  @Test
  void aBufferIsLentAgainAfterTheNextRead() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        for (int i = 0; i < 100; i++) {
          pair.far().write(bytes("again"));
          pair.near().read();
        }
        assertThat(world.backend.shared().pool.kept() + world.backend.shared().pool.lent())
            .isEqualTo(1);
      }
    });
  }

  @Test
  void aBufferThatWasGivenBackIsEmptyForWhoeverStillHasIt() {
    BufferPool pool = new BufferPool();
    ByteBuffer buffer = pool.take().putInt(42).flip();

    pool.give(buffer);

    assertThat(buffer.hasRemaining()).isFalse();
  }

  @Test
  void aTakenBufferIsAsNew() {
    BufferPool pool = new BufferPool();
    pool.give(pool.take().order(ByteOrder.LITTLE_ENDIAN));

    ByteBuffer again = pool.take();

    assertThat(again.remaining()).isEqualTo(BufferPool.CAPACITY);
    assertThat(again.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(pool.kept()).isZero();
  }

  @Test
  void noMoreThanTheLimitIsKept() {
    BufferPool pool = new BufferPool();
    List<ByteBuffer> taken = new ArrayList<>();
    for (int i = 0; i < BufferPool.KEPT + 1; i++) {
      taken.add(pool.take());
    }

    taken.subList(0, BufferPool.KEPT).forEach(pool::give);
    assertThat(pool.kept()).isEqualTo(BufferPool.KEPT);
    pool.give(taken.getLast());

    assertThat(pool.kept()).isEqualTo(BufferPool.KEPT);
    assertThat(pool.lent()).isZero();
  }
}
