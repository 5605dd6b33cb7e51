package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.assertWaits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What `Signals` promise: one test for each sentence of their contract. They are the service of
/// [Reactors#openReactor].
public interface SignalKit extends Reactors {
  /// Has the system send `signal` to this process. Called in a task.
  void send(Signal signal) throws IOException;

  private static SignalWatch watch(Signal... signals) {
    return Reactor.current().service(Signals.class).watch(signals);
  }

  @Test
  default void whatIsWatchedIsReceivedInItsOrder() throws IOException {
    run(_ -> {
      try (SignalWatch watch = watch(Signal.USR1, Signal.HUP)) {
        assertNull(watch.tryReceive());
        for (Signal signal : new Signal[] {Signal.HUP, Signal.USR1, Signal.HUP}) {
          send(signal);
          assertEquals(signal, watch.receive());
        }
      }
    });
  }

  @Test
  default void whoWaitsIsWokenByIt() throws IOException {
    run(scope -> {
      try (SignalWatch watch = watch(Signal.WINCH)) {
        Task<Signal> waiter = scope.start("waiter", watch::receive);
        Task.yield();
        send(Signal.WINCH);
        assertEquals(Signal.WINCH, waiter.await());
      }
    });
  }

  /// The first watch is told first.
  @Test
  default void oneThatComesAgainBeforeItWasReceivedComesOnce() throws IOException {
    run(_ -> {
      try (SignalWatch slow = watch(Signal.USR1);
          SignalWatch quick = watch(Signal.USR1)) {
        send(Signal.USR1);
        assertEquals(Signal.USR1, quick.receive());
        send(Signal.USR1);
        assertEquals(Signal.USR1, quick.receive());

        assertEquals(Signal.USR1, slow.receive());
        assertNull(slow.tryReceive());
      }
    });
  }

  @Test
  default void oneWhoHasLeftIsToldNothingAndTheOthersAre() throws IOException {
    run(_ -> {
      try (SignalWatch stays = watch(Signal.USR1)) {
        SignalWatch leaves = watch(Signal.USR1);
        leaves.close();
        leaves.close();
        send(Signal.USR1);
        assertEquals(Signal.USR1, stays.receive());
        assertThrows(IllegalStateException.class, leaves::tryReceive);
      }
    });
  }

  @Test
  default void aReceiveThatIsCancelledTakesNothing() throws IOException {
    run(_ -> {
      try (SignalWatch watch = watch(Signal.USR1)) {
        assertWaits(watch::receive);
        send(Signal.USR1);
        assertEquals(Signal.USR1, watch.receive());
      }
    });
  }

  @Test
  default void whoWaitsIsToldWhenItIsClosed() throws IOException {
    run(scope -> {
      SignalWatch watch = watch(Signal.USR1);
      Task<?> waiter =
          scope.start("waiter", () -> assertThrows(IllegalStateException.class, watch::receive));
      Task.yield();
      watch.close();
      waiter.await();
    });
  }
}
