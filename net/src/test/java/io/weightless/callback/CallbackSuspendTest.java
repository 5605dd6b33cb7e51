package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.callback.World.Pair;
import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.Log;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class CallbackSuspendTest {
  @AutoClose private final World world;
  private final Callbacks callbacks;

  /// By whoever suspended himself last.
  private Suspended suspended;

  CallbackSuspendTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  /// Marks, and suspends itself.
  private Callback suspends(String mark) {
    return () -> {
      world.trail.add(mark);
      suspended = callbacks.suspend();
    };
  }

  /// A channel with a reader that has suspended itself.
  private SocketChannel suspendedReader() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() -> callbacks.reader(channel, suspends("read")));
    world.reactor.step();
    assertThat(world.taken()).containsExactly("read");
    return channel;
  }

  @Test
  void aSuspendedReaderIsNotCalledUntilItIsResumedAndThenFromTheNextStep() throws Exception {
    suspendedReader();
    world.steps(3);
    assertThat(world.trail).isEmpty();

    world.in(() -> suspended.resume());
    assertThat(world.trail).isEmpty();
    world.reactor.step();

    assertThat(world.taken()).containsExactly("read");
  }

  @Test
  void oneThatATimerResumesIsCalledFromTheNextStep() throws Exception {
    suspendedReader();
    world.in(() -> callbacks.timer(Duration.ZERO, () -> suspended.resume()));

    world.reactor.step();
    assertThat(world.taken()).isEmpty();
    world.reactor.step();
    assertThat(world.taken()).containsExactly("read");
  }

  @Test
  void aReaderGoesOnAsAWriterWithItsOwnCallbackOrWithAnother() throws Exception {
    Pair pair = world.pair();
    pair.send("x");
    world.in(() -> callbacks.reader(pair.near(), suspends("called")));
    world.reactor.step();
    World.read(pair.near());
    world.in(() -> suspended.resumeAsWriter());
    world.reactor.step();
    assertThat(world.taken()).as("there is nothing to read").containsExactly("called", "called");

    world.in(() -> suspended.resumeAsWriter(world.marks("another")));
    world.reactor.step();
    assertThat(world.taken()).containsExactly("another");
  }

  @Test
  void aWriterGoesOnAsAReaderWithItsOwnCallbackOrWithAnother() throws Exception {
    Pair pair = world.pair();
    world.in(() -> callbacks.writer(pair.near(), suspends("called")));
    world.reactor.step();
    world.taken();

    world.in(() -> suspended.resumeAsReader());
    world.reactor.step();
    assertThat(world.taken()).as("there is nothing to read yet").isEmpty();
    pair.send("x");
    world.reactor.step(Duration.ofDays(1));
    assertThat(world.taken()).containsExactly("called");

    world.in(() -> suspended.resumeAsReader(world.marks("another")));
    world.reactor.step();
    assertThat(world.taken()).containsExactly("another");
  }

  @Test
  void itDoesNotGoOnAsWhatItsChannelCannotBe() throws Exception {
    Pipe pipe = world.pipe();
    pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    world.in(() -> callbacks.reader(pipe.source(), suspends("called")));
    world.reactor.step();

    world.in(() ->
        assertThatThrownBy(() -> suspended.resumeAsWriter())
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("can't be written"));
    world.in(() -> suspended.resume());
    world.reactor.step();
    assertThat(world.taken()).containsExactly("called", "called");
  }

  @Test
  void itGoesOnAsAWriterOnlyWhereThereIsNone() throws Exception {
    SocketChannel channel = world.readable();
    Registration[] writer = new Registration[1];
    world.in(() -> {
      writer[0] = callbacks.writer(channel, world.marks("write"));
      callbacks.reader(channel, suspends("read"));
    });
    world.reactor.step();
    assertThat(world.taken()).containsExactly("read", "write");

    world.in(() -> {
      assertThatThrownBy(() -> suspended.resumeAsWriter())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("there is already the writer of");
      writer[0].remove();
      suspended.resumeAsWriter(world.marks("was a reader"));
    });
    world.taken();
    world.reactor.step();

    assertThat(world.taken()).containsExactly("was a reader");
  }

  @Test
  void itIsResumedOnce() throws Exception {
    suspendedReader();

    world.in(() -> {
      suspended.resume();
      Suspended resumed = suspended;
      assertThatThrownBy(resumed::resume)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("resumed before: the reader of");
      assertThatThrownBy(resumed::resumeAsWriter).isInstanceOf(IllegalStateException.class);
    });
  }

  @Test
  void anOldHandleDoesNotResumeWhatWasSuspendedAgain() throws Exception {
    suspendedReader();
    Suspended old = suspended;
    world.in(old::resume);
    world.reactor.step();
    assertThat(suspended).isNotSameAs(old);

    world.in(() ->
        assertThatThrownBy(old::resume)
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("resumed before"));
  }

  @Test
  void aChannelWithSomebodySuspendedTakesNobodyElseAndIsNotCounted() throws Exception {
    SocketChannel channel = suspendedReader();
    assertThat(callbacks.count()).isZero();

    world.in(() -> {
      assertThatThrownBy(() -> callbacks.reader(channel, world.marks("")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("is suspended: resume it, or remove it first");
      assertThatThrownBy(() -> callbacks.writer(channel, world.marks("")))
          .isInstanceOf(IllegalStateException.class);
      suspended.resume();
    });
    assertThat(callbacks.count()).isEqualTo(1);
  }

  @Test
  void whatIsRemovedWhileItIsSuspendedCannotBeResumedAndItsChannelIsFree() throws Exception {
    SocketChannel channel = world.readable();
    Registration[] reader = new Registration[1];
    world.in(() -> reader[0] = callbacks.reader(channel, suspends("read")));
    world.reactor.step();

    world.in(() -> {
      reader[0].remove();
      assertThatThrownBy(() -> suspended.resume())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("removed meanwhile");
      callbacks.reader(channel, world.marks("new"));
    });
    world.taken();
    world.reactor.step();

    assertThat(world.taken()).containsExactly("new");
  }

  @Test
  void aTimerAndALastCallAreNotSuspended() throws Exception {
    SocketChannel channel = world.readable();
    channel.close();
    Callback fails = () -> world.trail.add(catchThrowable(callbacks::suspend).getMessage());
    try (Log _ = new Log("io.weightless.callback")) {
      world.in(() -> {
        callbacks.timer(Duration.ZERO, fails);
        callbacks.reader(channel, fails);
      });
      world.reactor.step();
    }

    assertThat(world.trail)
        .hasSize(2)
        .allMatch(text -> text.startsWith("a timer or a last call can't be suspended: the "));
  }

  @Test
  void whatHasRemovedItselfIsNotSuspendedAndWhatIsSuspendedNotAgain() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() -> {
      callbacks.reader(
          channel,
          () -> {
            callbacks.current().remove();
            world.trail.add(catchThrowable(callbacks::suspend).getMessage());
          });
      callbacks.repeating(() -> {
        callbacks.suspend();
        world.trail.add(catchThrowable(callbacks::suspend).getMessage());
      });
    });

    world.steps(2);

    assertThat(world.trail).hasSize(2);
    assertThat(world.trail.get(0)).startsWith("removed already: the reader of");
    assertThat(world.trail.get(1)).startsWith("suspended already: the repeating callback");
  }

  @Test
  void outsideOfACallbackThereIsNothingToSuspend() throws Exception {
    world.in(() -> {
      assertThatThrownBy(callbacks::suspend)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("none of these callbacks runs now");
      assertThatThrownBy(callbacks::current).isInstanceOf(IllegalStateException.class);
    });
    assertThatThrownBy(callbacks::suspend).hasMessageContaining("use Reactor.post");
  }

  @Test
  void oneThatIsResumedInItsOwnCallIsCalledAgainInTheNextStep() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() ->
        callbacks.reader(
            channel,
            () -> {
              world.trail.add("read");
              callbacks.suspend().resume();
              callbacks.suspend().resume();
            }));

    world.reactor.step();
    assertThat(world.taken()).containsExactly("read");
    world.reactor.step();
    assertThat(world.taken()).containsExactly("read");
  }
}
