package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.callback.World.Pair;
import io.weightless.net.internal.EachBackend;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class ReadersAndWritersTest {
  @AutoClose private final World world;
  private final Callbacks callbacks;

  ReadersAndWritersTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  @Test
  void aReaderIsCalledInTheStepInWhichThereIsSomethingToRead() throws Exception {
    Pair pair = world.pair();
    world.in(() ->
        callbacks.reader(pair.near(), () -> world.trail.add("read " + World.read(pair.near()))));

    world.reactor.step();
    assertThat(world.taken()).isEmpty();

    pair.send("one");
    assertThat(world.reactor.step(Duration.ofDays(1))).isTrue();
    assertThat(world.taken()).containsExactly("read one");
    assertThat(world.reactor.step()).as("it has been read").isFalse();
  }

  @Test
  void itIsCalledAtEachStepForAsLongAsThereIsSomethingAndItIsNotRemoved() throws Exception {
    SocketChannel channel = world.readable();
    Registration[] reader = new Registration[1];
    world.in(() -> reader[0] = callbacks.reader(channel, world.marks("ready")));

    world.steps(3);
    assertThat(world.taken()).hasSize(3);

    world.in(reader[0]::remove);
    world.taken();
    world.steps(3);
    assertThat(world.trail).isEmpty();
  }

  @Test
  void aWriterIsCalledWhenItsChannelTakesSomething() throws Exception {
    Pair pair = world.pair();
    world.in(() ->
        callbacks.writer(
            pair.near(),
            () -> {
              pair.near().write(ByteBuffer.wrap(new byte[] {'1'}));
              callbacks.current().remove();
            }));

    world.reactor.step();

    assertThat(pair.receive()).isEqualTo("1");
    assertThat(callbacks.count()).isZero();
  }

  @Test
  void aChannelHasAReaderAndAWriterAtTheSameTime() throws Exception {
    SocketChannel channel = world.readable();
    Registration[] writer = new Registration[1];
    world.in(() -> {
      writer[0] = callbacks.writer(channel, world.marks("write"));
      callbacks.reader(channel, world.marks("read"));
    });

    world.reactor.step();
    assertThat(world.taken()).containsExactly("read", "write");
    assertThat(callbacks.count()).as("channels").isEqualTo(1);

    world.in(writer[0]::remove);
    world.taken();
    world.reactor.step();
    assertThat(world.taken()).containsExactly("read");
  }

  @Test
  void inAStepTimersComeFirstThenReadersThenWritersThenTasksThenTheRepeatingOnes()
      throws Exception {
    SocketChannel channel = world.readable();
    SocketChannel other = world.readable();
    world.in(() -> {
      callbacks.repeating(world.marks("repeating"));
      callbacks.writer(channel, world.marks("writer"));
      callbacks.reader(other, world.marks("reader"));
      callbacks.timer(Duration.ZERO, world.marks("timer"));
    });
    world.taken();
    world.reactor.post(() -> world.trail.add("ready"));

    world.reactor.step();

    assertThat(world.taken()).containsExactly("timer", "reader", "writer", "ready", "repeating");
  }

  @Test
  void whatAReaderExchangesForAWriterIsCalledInTheNextStep() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() ->
        callbacks.reader(
            channel,
            () -> {
              world.trail.add("read");
              callbacks.current().remove();
              callbacks.writer(channel, world.marks("write"));
            }));

    world.reactor.step();
    assertThat(world.taken()).containsExactly("read");
    world.reactor.step();
    assertThat(world.taken()).containsExactly("write");
  }

  @Test
  void theWriterThatAReaderPutsInPlaceOfAnotherWaitsForTheNextStepToo() throws Exception {
    SocketChannel channel = world.readable();
    Registration[] writer = new Registration[1];
    world.in(() -> {
      writer[0] = callbacks.writer(channel, world.marks("old"));
      callbacks.reader(
          channel,
          () -> {
            callbacks.current().remove();
            writer[0].remove();
            callbacks.writer(channel, world.marks("new"));
          });
    });

    world.reactor.step();
    assertThat(world.taken()).isEmpty();
    world.reactor.step();
    assertThat(world.taken()).containsExactly("new");
  }

  @Test
  void oneThatATimerAddsIsCalledFromTheNextStep() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() ->
        callbacks.timer(
            Duration.ZERO,
            () -> {
              world.trail.add("timer");
              callbacks.reader(channel, world.marks("read"));
            }));

    world.reactor.step();
    assertThat(world.taken()).containsExactly("timer");
    world.reactor.step();
    assertThat(world.taken()).containsExactly("read");
  }

  @Test
  void oneOfTwoReadyReadersTakesTheOtherAwayAndThatIsNotCalled() throws Exception {
    SocketChannel[] channels = {world.readable(), world.readable()};
    Registration[] readers = new Registration[2];
    world.in(() -> {
      for (int i = 0; i < 2; i++) {
        int other = 1 - i;
        readers[i] =
            callbacks.reader(
                channels[i],
                () -> {
                  world.trail.add("called");
                  readers[other].remove();
                });
      }
    });

    world.steps(2);

    assertThat(world.taken()).as("one of them, twice").containsExactly("called", "called");
    assertThat(callbacks.count()).isEqualTo(1);
  }

  @Test
  void aReaderTakesAReadyWriterAwayAndATimerAReadyReader() throws Exception {
    SocketChannel channel = world.readable();
    SocketChannel other = world.readable();
    world.in(() -> {
      Registration writer = callbacks.writer(channel, world.marks("write"));
      callbacks.reader(channel, writer::remove);
      Registration reader = callbacks.reader(other, world.marks("read"));
      callbacks.timer(Duration.ZERO, reader::remove);
    });

    world.steps(2);

    assertThat(world.trail).isEmpty();
  }

  @Test
  void theCountIsThatOfTheChannels() throws Exception {
    SocketChannel first = world.readable();
    SocketChannel second = world.readable();
    world.in(() -> {
      assertThat(callbacks.count()).isZero();
      Registration one = callbacks.reader(first, world.marks("one"));
      assertThat(callbacks.count()).isEqualTo(1);
      Registration two = callbacks.writer(second, world.marks("two"));
      assertThat(callbacks.count()).isEqualTo(2);
      one.remove();
      one.remove();
      assertThat(callbacks.count()).isEqualTo(1);
      two.remove();
      assertThat(callbacks.count()).isZero();
    });
  }

  @Test
  void aChannelThatWasTakenAwayMayBeBlockingAtOnceAndComeBackInTheSameStep() throws Exception {
    SocketChannel channel = world.readable();
    Registration[] old = new Registration[1];
    world.in(() -> old[0] = callbacks.reader(channel, world.marks("old")));

    world.in(() -> {
      old[0].remove();
      channel.configureBlocking(true);
      channel.configureBlocking(false);
      callbacks.reader(channel, world.marks("new"));
    });
    world.taken();
    world.reactor.step();

    assertThat(world.taken()).containsExactly("new");
  }

  @Test
  void aListeningChannelIsReadWhenSomebodyConnectsAndOneThatConnectsIsWritten() throws Exception {
    ServerSocketChannel server = world.opened(ServerSocketChannel.open());
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.configureBlocking(false);
    SocketChannel client = world.opened(SocketChannel.open());
    client.configureBlocking(false);
    world.in(() -> {
      callbacks.reader(server, () -> world.opened(server.accept()));
      client.connect(server.getLocalAddress());
      callbacks.writer(client, () -> world.trail.add("connected " + client.finishConnect()));
    });

    world.reactor.step(Duration.ofDays(1));
    world.reactor.step(Duration.ofDays(1));

    assertThat(world.trail).contains("connected true");
  }

  @Test
  void aPipeHasAReaderAtOneEndAndAWriterAtTheOther() throws Exception {
    Pipe pipe = world.pipe();
    world.in(() -> {
      callbacks.reader(pipe.source(), () -> world.trail.add("read " + World.read(pipe.source())));
      callbacks.writer(
          pipe.sink(),
          () -> {
            pipe.sink().write(ByteBuffer.wrap(new byte[] {'1'}));
            callbacks.current().remove();
          });
    });

    world.reactor.step();
    world.reactor.step(Duration.ofDays(1));

    assertThat(world.trail).containsExactly("read 1");
  }
}
