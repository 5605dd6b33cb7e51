package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.Log;
import io.weightless.testing.LoggedFailures;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachBackend
final class LastCallTest {
  @AutoClose private final World world;
  @AutoClose private final Log log = new Log("io.weightless.callback");
  private final Callbacks callbacks;
  private SocketChannel channel;

  /// By whoever suspended himself last.
  private Suspended suspended;

  LastCallTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  @BeforeEach
  void open() throws Exception {
    channel = world.pair().near();
  }

  private void assertNothingIsLeft() {
    world.taken();
    world.steps(3);
    assertThat(world.trail).isEmpty();
    assertThat(callbacks.count()).isZero();
    assertThat(callbacks).hasToString("Callbacks[0 channels, 0 others]");
  }

  @Test
  void aChannelThatIsClosedAlreadyIsNotRegisteredAndItsCallbacksAreCalledOnceInTheNextStep()
      throws Exception {
    channel.close();
    world.in(() -> {
      callbacks.reader(channel, world.marks("reader"));
      callbacks.writer(channel, world.marks("writer"));
    });
    assertThat(callbacks.count()).isZero();
    assertThat(world.trail).isEmpty();

    assertThat(world.reactor.step(Duration.ofDays(1))).isTrue();

    assertThat(world.taken()).containsExactly("reader", "writer");
    assertThat(log.messages())
        .hasSize(2)
        .allMatch(line -> line.startsWith("closed, so this is called once more: the "))
        .allMatch(line -> line.contains("made at LastCallTest.java:"));
    assertNothingIsLeft();
  }

  @Test
  void aChannelThatIsClosedWhileItWaitsHasItsCallbacksCalledOnceInTheNextStep() throws Exception {
    world.in(() -> {
      callbacks.reader(channel, world.marks("reader"));
      callbacks.writer(channel, 9, world.marks("writer"));
    });
    world.reactor.step();

    world.in(() -> channel.close());
    assertThat(world.taken()).isEmpty();
    assertThat(world.reactor.step(Duration.ofDays(1))).as("and it does not wait").isTrue();

    assertThat(world.taken()).containsExactly("reader", "writer");
    assertNothingIsLeft();
  }

  @Test
  void oneThatIsClosedInTheStepInWhichItIsAddedHasOneCallToo() throws Exception {
    world.in(() -> {
      callbacks.reader(channel, world.marks("reader"));
      channel.close();
    });

    world.reactor.step();

    assertThat(world.taken()).containsExactly("reader");
    assertNothingIsLeft();
  }

  @Test
  void oneThatAnotherThreadClosesHasItInTheStepThatThisThreadAsksFor() throws Exception {
    world.in(() -> callbacks.reader(channel, world.marks("reader")));
    world.reactor.step();
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(() -> {
          Callbacks.closeLogged(channel);
          world.reactor.post(() -> {});
        });

    while (world.trail.isEmpty()) {
      world.reactor.step(Duration.ofDays(1));
    }

    closed.join();
    assertThat(world.taken()).containsExactly("reader");
    assertNothingIsLeft();
  }

  @Test
  void oneThatIsClosedByAnotherOfItsStepIsNotCalledInItButInTheNext() throws Exception {
    world.in(() -> {
      callbacks.writer(channel, world.marks("writer"));
      callbacks.reader(
          world.readable(),
          () -> {
            callbacks.current().remove();
            channel.close();
          });
    });

    world.reactor.step();
    assertThat(world.taken()).isEmpty();
    world.reactor.step();
    assertThat(world.taken()).containsExactly("writer");
    assertNothingIsLeft();
  }

  @Test
  void whatIsRemovedBeforeOrAfterTheCloseGetsNone() throws Exception {
    Registration[] registered = new Registration[2];
    world.in(() -> {
      registered[0] = callbacks.reader(channel, world.marks("reader"));
      registered[1] = callbacks.writer(channel, world.marks("writer"));
    });

    world.in(() -> {
      world.trail.clear();
      registered[0].remove();
      channel.close();
      registered[1].remove();
      callbacks.reader(channel, world.marks("closed")).remove();
    });

    assertNothingIsLeft();
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void oneThatIsSuspendedHasItWhenItIsResumed() throws Exception {
    world.in(() ->
        callbacks.writer(
            channel,
            () -> {
              world.trail.add("writer");
              suspended = callbacks.suspend();
            }));
    world.reactor.step();
    world.taken();
    channel.close();
    world.steps(2);
    assertThat(world.trail).isEmpty();
    world.in(() ->
        assertThatThrownBy(() -> callbacks.reader(channel, world.marks("")))
            .hasMessageContaining("is suspended"));

    world.in(() -> suspended.resumeAsReader(world.marks("last")));
    world.reactor.step();

    assertThat(world.taken()).containsExactly("last");
    assertNothingIsLeft();
  }

  @Test
  void whatItThrowsIsAFailureLikeOthers() throws Exception {
    channel.close();
    world.in(() -> callbacks.reader(channel, () -> World.read(channel)));

    world.reactor.step();

    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(record ->
            assertThat(record.getThrown())
                .isInstanceOf(java.nio.channels.ClosedChannelException.class));
    assertNothingIsLeft();
  }

  @Test
  void afterTheCloseOfAllThereIsNone() throws Exception {
    world.in(() -> {
      callbacks.reader(channel, world.marks("open"));
      SocketChannel closed = world.pair().near();
      closed.close();
      callbacks.reader(closed, world.marks("closed"));
      callbacks.close();
    });

    world.steps(3);

    assertThat(world.trail).isEmpty();
    assertThat(List.copyOf(log.messages())).noneMatch(line -> line.contains("once more"));
  }
}
