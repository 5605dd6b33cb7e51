package io.weightless.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.EachBackend;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the original calls processes; and timers.
@EachBackend
final class RepeatingTest {
  @AutoClose private final World world;
  private final Callbacks callbacks;
  private Suspended suspended;

  RepeatingTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  @Test
  void itIsCalledAtEachStepUntilItRemovesItself() throws Exception {
    world.in(() ->
        callbacks.repeating(() -> {
          world.trail.add("called");
          if (world.trail.size() == 3) {
            callbacks.current().remove();
          }
        }));

    world.steps(5);

    assertThat(world.trail).hasSize(3);
    assertThat(callbacks).hasToString("Callbacks[0 channels, 0 others]");
  }

  @Test
  void oneOfTwoTakesTheOtherAwayAndThatIsNotCalled() throws Exception {
    Registration[] both = new Registration[2];
    world.in(() -> {
      both[0] =
          callbacks.repeating(() -> {
            world.trail.add("first");
            both[1].remove();
          });
      both[1] = callbacks.repeating(world.marks("second"));
    });

    world.steps(2);

    assertThat(world.trail).containsExactly("first", "first");
  }

  @Test
  void theSameCallbackIsNotAddedTwiceAlsoWhileItIsSuspended() throws Exception {
    Callback callback = () -> suspended = callbacks.suspend();
    world.in(() -> {
      callbacks.repeating(callback);
      assertThatThrownBy(() -> callbacks.repeating(callback))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("there is already the repeating callback with the callback ");
    });
    world.reactor.step();

    world.in(() -> {
      assertThatThrownBy(() -> callbacks.repeating(callback))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("suspended, resume it: the repeating callback");
      suspended.resume();
    });
  }

  @Test
  void itsHandleLetsItGoOnAndTheReactorWaitsMeanwhile() throws Exception {
    world.in(() ->
        callbacks.repeating(() -> {
          world.trail.add("called");
          suspended = callbacks.suspend();
        }));
    assertThat(world.reactor.timeout()).isZero();
    world.reactor.step();
    assertThat(world.taken()).containsExactly("called");
    assertThat(world.reactor.timeout()).as("nothing is to be done").isPositive();

    world.in(() -> suspended.resume());
    assertThat(world.reactor.timeout()).isZero();
    world.steps(3);

    assertThat(world.taken()).containsExactly("called");
  }

  @Test
  void itHasNoChannelToGoOnWith() throws Exception {
    world.in(() -> callbacks.repeating(() -> suspended = callbacks.suspend()));
    world.reactor.step();

    world.in(() -> {
      assertThatThrownBy(() -> suspended.resumeAsReader())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("has no channel");
      suspended.resume();
    });
  }

  @Test
  void oneThatIsRemovedWhileItIsSuspendedIsNotResumed() throws Exception {
    Registration[] repeating = new Registration[1];
    world.in(() -> repeating[0] = callbacks.repeating(() -> suspended = callbacks.suspend()));
    world.reactor.step();

    world.in(() -> {
      repeating[0].remove();
      assertThatThrownBy(() -> suspended.resume()).hasMessageStartingWith("removed meanwhile");
    });
  }

  @Test
  void aSuspendedReaderKeepsTheReactorFromNothing() throws Exception {
    SocketChannel channel = world.readable();
    world.in(() -> {
      callbacks.reader(channel, () -> suspended = callbacks.suspend());
      callbacks.timer(Duration.ofHours(1), world.marks("an hour later"));
    });
    world.reactor.step();

    assertThat(world.reactor.step()).isFalse();
    assertThat(world.reactor.timeout()).isEqualTo(Duration.ofHours(1));
    world.in(() -> suspended.resume());
  }

  @Test
  void aTimerIsCalledOnceAtItsTimeAndNotWhenItIsRemoved() throws Exception {
    world.in(() -> {
      callbacks.timer(Duration.ofSeconds(1), world.marks("one"));
      Registration[] third = new Registration[1];
      callbacks.timer(Duration.ofSeconds(2), () -> third[0].remove());
      third[0] = callbacks.timer(Duration.ofSeconds(2), world.marks("three"));
      assertThatThrownBy(() -> callbacks.timer(Duration.ofSeconds(-1), world.marks("")))
          .isInstanceOf(IllegalArgumentException.class);
    });

    world.clock.advance(Duration.ofMillis(999));
    world.reactor.step();
    assertThat(world.trail).isEmpty();
    world.clock.advance(Duration.ofMillis(1));
    world.reactor.step();
    assertThat(world.trail).containsExactly("one");
    world.clock.advance(Duration.ofDays(1));
    world.steps(3);

    assertThat(world.trail).containsExactly("one");
    assertThat(callbacks).hasToString("Callbacks[0 channels, 0 others]");
  }
}
