package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.Log;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class RefusedChannelsTest {
  @AutoClose private final World world;
  private final Callbacks callbacks;

  RefusedChannelsTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  @Test
  void aChannelHasOneReaderAndOneWriter() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() -> {
      callbacks.reader(channel, world.marks("first"));
      assertThatThrownBy(() -> callbacks.reader(channel, world.marks("second")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("there is already the reader of java.nio.channels.SocketChannel")
          .hasMessageContaining("made at RefusedChannelsTest.java:");
      callbacks.writer(channel, world.marks("first"));
      assertThatThrownBy(() -> callbacks.writer(channel, world.marks("second")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("there is already the writer");
    });
    world.taken();

    world.reactor.step();

    assertThat(world.trail).as("the first ones stay").containsExactly("first", "first");
  }

  @Test
  void aChannelThatBlocksIsRefusedAndNotRegistered() throws Exception {
    SocketChannel channel = world.pair().far();
    world.in(() ->
        assertThatThrownBy(() -> callbacks.reader(channel, world.marks("")))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageEndingWith("is in blocking mode: call configureBlocking(false) first"));
    assertThat(callbacks.count()).isZero();
  }

  @Test
  void whatCannotBeReadHasNoReaderAndWhatCannotBeWrittenNoWriter() throws Exception {
    Pipe pipe = world.pipe();
    world.in(() -> {
      assertThatThrownBy(() -> callbacks.reader(pipe.sink(), world.marks("")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("can't be read");
      assertThatThrownBy(() -> callbacks.writer(pipe.source(), world.marks("")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("can't be written");
    });
  }

  @Test
  void aReactorWithoutChannelsSaysSoAndHasTheRestOfIt() throws Exception {
    SocketChannel channel = world.readable();
    try (Reactor reactor =
        Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT)) {
      reactor.post(() -> {
        Callbacks without = Callbacks.on(reactor);
        assertThatThrownBy(() -> without.reader(channel, world.marks("")))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("this reactor has no Readiness; its backend is none");
        without.repeating(() -> {
          world.trail.add("repeating");
          without.close();
        });
      });
      try (Log _ = new Log("io.weightless.callback")) {
        reactor.step();
        reactor.step();
      }
    }
    assertThat(world.trail).containsExactly("repeating");
  }
}
