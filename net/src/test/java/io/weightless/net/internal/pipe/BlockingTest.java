package io.weightless.net.internal.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.Log;
import io.weightless.net.internal.World;
import io.weightless.scope.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What blocks has its thread tell the reactor, whatever comes of it.
final class BlockingTest {
  private static final int LIMIT_SECONDS = 30;

  /// As a stream that is broken in itself.
  private static final class Broken extends InputStream {
    @Override
    public int read() {
      throw new IllegalStateException("a mistake in the stream");
    }

    @Override
    public int read(byte[] target, int from, int length) {
      return read();
    }
  }

  @Test
  void aMistakeInWhatBlocksIsToldToWhoeverWaits() throws IOException {
    try (World world = new World("nio")) {
      world.run(_ -> {
        BlockingInput source = new BlockingInput(new Broken());
        try (PipeStream stream =
            new PipeStream(world.reactor, world.backend.shared(), "broken", source, null)) {
          assertThatThrownBy(stream::read)
              .isInstanceOf(IOException.class)
              .hasStackTraceContaining("a mistake in the stream");
        }
      });
    }
  }

  /// As where the system has no threads left.
  private static Thread unableToStart(Runnable work) {
    return new Thread(work) {
      @Override
      public void start() {
        throw new OutOfMemoryError("unable to create a native thread");
      }
    };
  }

  @Test
  void aThreadThatCanNotBeStartedIsToldAndTheNextReadTriesAgain() throws IOException {
    Iterator<ThreadFactory> factories =
        List.<ThreadFactory>of(BlockingTest::unableToStart, Thread.ofPlatform().factory())
            .iterator();
    InputStream bytes = new ByteArrayInputStream(new byte[] {'a'});
    try (World world = new World("nio")) {
      world.run(_ -> {
        BlockingInput source = new BlockingInput(bytes, work -> factories.next().newThread(work));
        try (PipeStream stream =
            new PipeStream(world.reactor, world.backend.shared(), "few", source, null)) {
          assertThatThrownBy(stream::read)
              .isInstanceOf(OutOfMemoryError.class)
              .hasMessage("unable to create a native thread");
          assertThat(source.isUnderWay()).isFalse();
          assertThat(World.text(stream.read())).isEqualTo("a");
        }
      });
    }
  }

  /// As a terminal at which nobody types for long.
  private static final class Slow extends InputStream {
    final CountDownLatch typed = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      try {
        typed.await();
        return 'a';
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      target[from] = (byte) read();
      return 1;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void whatReturnsWhenTheReactorIsClosedIsStillClosed() throws Exception {
    Slow slow = new Slow();
    try (Log _ = new Log("io.weightless.engine")) { // who runs what comes late says so
      try (World world = new World("nio")) {
        world.run(scope -> {
          PipeStream stream =
              new PipeStream(
                  world.reactor, world.backend.shared(), "slow", new BlockingInput(slow), null);
          Task<?> reader = scope.start("reader", stream::read);
          Task.yield();
          reader.cancel("nobody types");
          stream.close();
        });
      }
      slow.typed.countDown();
      assertThat(slow.closed.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
