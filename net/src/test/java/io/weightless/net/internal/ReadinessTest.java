package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Readiness;
import io.weightless.net.Readiness.Watch;
import io.weightless.net.Readiness.Watcher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class ReadinessTest {
  @AutoClose private final World world;
  @AutoClose private final Pipe.SourceChannel source;
  @AutoClose private final Pipe.SinkChannel sink;
  private final Readiness readiness;
  private final List<String> trail = new ArrayList<>();

  /// By the last one that [#watch] was asked for.
  private Watch watch;

  ReadinessTest(String backend) throws IOException {
    world = new World(backend);
    readiness = world.reactor.service(Readiness.class);
    Pipe pipe = Pipe.open();
    source = pipe.source();
    sink = pipe.sink();
    source.configureBlocking(false);
    sink.configureBlocking(false);
  }

  private Watcher marks() {
    return new Watcher() {
      @Override
      public void ready(boolean input, boolean output) {
        trail.add((input ? "input" : "") + (output ? "output" : ""));
      }

      @Override
      public void closed() {
        trail.add("closed");
      }
    };
  }

  private void watch(SelectableChannel channel, boolean input, boolean output) throws IOException {
    world.run(_ -> {
      watch = readiness.watch(channel, marks());
      watch.want(input, output);
    });
    trail.clear();
  }

  @Test
  void aWakeUpBeforeTheWaitEndsItAlsoWhereAChannelIsWatched() throws IOException {
    watch(source, true, false);
    NetBackend backend = world.backend;
    backend.wakeup();
    assertThat(backend.poll(Long.MAX_VALUE)).isZero(); // or it would wait for ever

    backend.wakeup();
    backend.awaitInput(Long.MAX_VALUE);
    backend.wakeup();
    backend.awaitInput(0);
    assertThat(backend.poll(1)).as("it was forgotten, and this waits for a moment").isZero();
  }

  @Test
  void whatIsReadyIsToldAtEachStepForAsLongAsItIsWanted() throws IOException {
    watch(source, true, false);
    world.reactor.step();
    assertThat(trail).isEmpty();

    sink.write(ByteBuffer.wrap(new byte[1]));
    world.reactor.step(Duration.ofDays(1));
    world.reactor.step(Duration.ofDays(1));
    assertThat(trail).containsExactly("input", "input");

    world.run(_ -> watch.want(false, false));
    trail.clear();
    world.reactor.step();
    assertThat(trail).isEmpty();
  }

  @Test
  void whatIsClosedIsToldOnceInTheNextStepWhichDoesNotWait() throws IOException {
    watch(source, true, false);
    source.close();

    assertThat(world.reactor.step(Duration.ofDays(1))).isTrue();
    assertThat(world.reactor.step()).isFalse();

    assertThat(trail).containsExactly("closed");
    world.run(_ -> watch.stop());
  }

  @Test
  void aChannelIsWatchedByOneAtATimeAndAfterTheStopByAnotherAtOnce() throws IOException {
    watch(sink, false, true);

    world.run(_ -> {
      assertThatThrownBy(() -> readiness.watch(sink, marks()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("is watched already");
      watch.stop();
      watch.stop();
      watch = readiness.watch(sink, marks());
      watch.want(false, true);
    });
    trail.clear();
    world.reactor.step();

    assertThat(trail).containsExactly("output");
    world.run(_ -> watch.stop());
  }

  @Test
  void aStoppedOneIsToldNothingAndItsChannelMayBlockAgain() throws IOException {
    watch(sink, false, true);

    world.run(_ -> {
      watch.stop();
      sink.configureBlocking(true);
      trail.clear();
    });
    world.reactor.step();
    sink.close();
    world.reactor.step();

    assertThat(trail).isEmpty();
  }

  @Test
  void aChannelThatBlocksOrIsClosedOrOfSomebodyElseIsRefused() throws IOException {
    source.configureBlocking(true);
    sink.close();
    world.run(_ -> {
      assertThatThrownBy(() -> readiness.watch(source, marks()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("is in blocking mode: call configureBlocking(false) first");
      assertThatThrownBy(() -> readiness.watch(sink, marks()))
          .isInstanceOf(ClosedChannelException.class);
      try (Foreign foreign = new Foreign()) {
        assertThatThrownBy(() -> readiness.watch(foreign, marks()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("a foreign channel is not one of the JDK's own: its provider is null");
      }
    });
    assertThat(world.backend.isQuiet()).isTrue();
  }

  private static final class Foreign extends AbstractSelectableChannel {
    @SuppressWarnings("NullAway") // nobody's
    Foreign() {
      super((SelectorProvider) null);
    }

    @Override
    public int validOps() {
      return SelectionKey.OP_READ;
    }

    @Override
    protected void implCloseSelectableChannel() {}

    @Override
    protected void implConfigureBlocking(boolean block) {}

    @Override
    public String toString() {
      return "a foreign channel";
    }
  }
}
