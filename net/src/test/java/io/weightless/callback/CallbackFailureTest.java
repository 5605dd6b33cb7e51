package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import io.weightless.testing.LoggedFailures;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class CallbackFailureTest {
  @AutoClose private final World world;
  private final Callbacks callbacks;

  CallbackFailureTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  private Callback fails(Throwable failure) {
    return () -> {
      world.trail.add("failed");
      if (failure instanceof Exception e) {
        throw e;
      }
      throw (Error) failure;
    };
  }

  @Test
  void aReaderThatFailsIsTakenAwayAndLoggedAndTheOthersGoOn() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() -> {
      callbacks.reader(channel, fails(new IOException("on purpose")));
      callbacks.reader(world.readable(), world.marks("other"));
    });

    world.steps(2);

    assertThat(world.trail).containsOnlyOnce("failed");
    assertThat(world.trail.stream().filter("other"::equals)).hasSize(2);
    assertThat(callbacks.count()).isEqualTo(1);
    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(record -> {
          assertThat(record.getMessage())
              .startsWith("the reader of java.nio.channels.SocketChannel[connected")
              .contains("with the callback " + CallbackFailureTest.class.getName() + "$$Lambda")
              .contains("made at CallbackFailureTest.java:")
              .endsWith("failed");
          assertThat(record.getThrown()).hasMessage("on purpose");
        });
  }

  @Test
  void theChannelOfTheLastThatFailsIsClosedAndOneThatStillHasSomebodyIsNot() throws Exception {
    SocketChannel channel = world.readable();
    Registration[] writer = new Registration[1];
    world.in(() -> {
      callbacks.reader(channel, fails(new IOException("the reader")));
      writer[0] = callbacks.writer(channel, world.marks("write"));
    });
    world.steps(2);
    assertThat(world.taken()).containsExactly("failed", "write", "write");
    assertThat(channel.isOpen()).isTrue();

    world.in(() -> {
      writer[0].remove();
      callbacks.writer(channel, fails(new IOException("the writer")));
    });
    world.reactor.step();

    assertThat(channel.isOpen()).isFalse();
    assertThat(LoggedFailures.take()).hasSize(2);
  }

  @Test
  void oneThatHadRemovedItselfBeforeItFailsKeepsItsChannel() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() ->
        callbacks.reader(
            channel,
            () -> {
              callbacks.current().remove();
              throw new IOException("afterwards");
            }));

    world.reactor.step();

    assertThat(channel.isOpen()).isTrue();
    assertThat(LoggedFailures.take()).hasSize(1);
  }

  @Test
  void oneThatSuspendedItselfBeforeItFailsIsGone() throws Exception {
    SocketChannel channel = world.readable();
    Suspended[] suspended = new Suspended[1];
    world.in(() ->
        callbacks.reader(
            channel,
            () -> {
              suspended[0] = callbacks.suspend();
              throw new IOException("afterwards");
            }));

    world.reactor.step();

    world.in(
        () -> assertThatThrownBy(suspended[0]::resume).hasMessageStartingWith("removed meanwhile"));
    assertThat(LoggedFailures.take()).hasSize(1);
  }

  @Test
  void aTimerThatFailsIsLogged() throws Exception {
    world.in(() -> callbacks.timer(Duration.ZERO, fails(new IOException("on purpose"))));

    world.steps(2);

    assertThat(world.trail).containsExactly("failed");
    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(record -> assertThat(record.getMessage()).startsWith("the timer with the"));
  }

  @Test
  void anErrorOfAReaderOrWriterIsTheReactorsAndItIsGone() throws Exception {
    SocketChannel reading = world.readable();
    SocketChannel writing = world.readable();
    Error failure = new AssertionError("on purpose");
    world.in(() -> callbacks.reader(reading, fails(failure)));
    assertThatThrownBy(world.reactor::step).isSameAs(failure);
    world.in(() -> callbacks.writer(writing, fails(failure)));
    assertThatThrownBy(world.reactor::step).isSameAs(failure);

    assertThat(callbacks.count()).isZero();
    assertThat(reading.isOpen()).isFalse();
    world.steps(2);
    assertThat(world.trail).containsExactly("failed", "failed");
  }

  @Test
  void anErrorOfATimerIsTheReactors() throws Exception {
    Error failure = new AssertionError("on purpose");
    world.in(() -> callbacks.timer(Duration.ZERO, fails(failure)));

    assertThatThrownBy(world.reactor::step).isSameAs(failure);
    assertThat(callbacks).hasToString("Callbacks[0 channels, 0 others]");
  }

  @Test
  void anythingThatARepeatingOneThrowsIsTheReactorsAndItIsGone() throws Exception {
    IOException failure = new IOException("on purpose");
    world.in(() -> callbacks.repeating(fails(failure)));
    assertThatThrownBy(world.reactor::step).isSameAs(failure);

    world.steps(2);
    assertThat(world.trail).containsExactly("failed");
    assertThat(callbacks).hasToString("Callbacks[0 channels, 0 others]");
  }

  @Test
  void theOwnerOfTheReactorsFailuresIsGivenAllOfThemAndTheStepGoesOn() throws Exception {
    world.reactor.onFailure((who, failure) -> world.trail.add(failure.getMessage() + " of " + who));
    world.in(() -> {
      callbacks.reader(world.readable(), fails(new AssertionError("an error")));
      callbacks.reader(world.readable(), fails(new IOException("an exception")));
      callbacks.writer(world.readable(), world.marks("writer"));
    });

    world.steps(2);

    assertThat(world.trail.stream().filter("failed"::equals)).hasSize(2);
    assertThat(world.trail).contains("writer");
    assertThat(world.trail).anyMatch(line -> line.startsWith("an error of the reader of "));
    assertThat(world.trail).anyMatch(line -> line.startsWith("an exception of the reader of "));
  }
}
