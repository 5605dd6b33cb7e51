package io.weightless.net.signal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.internal.World;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Signals of the JVM: who handles which.
@EnabledOnOs(OS.LINUX)
final class JvmSignalsTest {
  @Test
  void theHandlerThatWasThereIsThereAgainWhenTheLastOneHasLeft() {
    Object ours = JvmSignals.handler(Signal.USR1);
    Object original = JvmSignals.handle(Signal.USR1, ours);
    try {
      JvmSignals.Listener one = _ -> {};
      JvmSignals.Listener other = _ -> {};
      JvmSignals.add(Signal.USR1, one);
      JvmSignals.add(Signal.USR1, other);
      JvmSignals.remove(Signal.USR1, one);
      assertThat(JvmSignals.handle(Signal.USR1, ours)).isNotSameAs(ours);
      JvmSignals.remove(Signal.USR1, other);
      JvmSignals.remove(Signal.USR1, other);
    } finally {
      assertThat(JvmSignals.handle(Signal.USR1, original)).isSameAs(ours);
    }
  }

  private static final List<Signal> KEPT =
      List.of(
          Signal.QUIT, Signal.SEGV, Signal.BUS, Signal.FPE, Signal.ILL, Signal.KILL, Signal.STOP);

  @Test
  void thatOfItsSuspensionsIsRefused() throws IOException {
    try (World world = new World("nio")) {
      Signals signals = world.reactor.service(Signals.class);
      world.run(_ ->
          assertThatThrownBy(() -> signals.watch(Signal.USR2))
              .isInstanceOf(UnsupportedOperationException.class)
              .hasMessage("the JVM suspends its threads by USR2; take USR1"));
    }
  }

  @Test
  void whatTheJvmKeepsForItselfIsRefusedInOneLine() throws IOException {
    try (World world = new World("nio")) {
      Signals signals = world.reactor.service(Signals.class);
      for (Signal kept : KEPT) {
        world.run(_ ->
            assertThatThrownBy(() -> signals.watch(Signal.USR1, kept))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the JVM lets nobody handle the signal " + kept));
      }
    }
  }

  @Test
  void allWatchesOfAllReactorsAreTold() throws Exception {
    try (World one = new World("nio");
        World other = new World("nio")) {
      List<SignalWatch> watches = new ArrayList<>();
      for (World world : List.of(one, other)) {
        world.run(_ -> watches.add(world.reactor.service(Signals.class).watch(Signal.USR1)));
        world.run(_ -> watches.add(world.reactor.service(Signals.class).watch(Signal.USR1)));
      }
      String self = "" + ProcessHandle.current().pid();
      new ProcessBuilder("sh", "-c", "kill -USR1 " + self).start().waitFor();

      one.run(_ -> assertThat(watches.get(0).receive()).isEqualTo(Signal.USR1));
      other.run(_ -> assertThat(watches.get(2).receive()).isEqualTo(Signal.USR1));
      one.run(_ -> assertThat(watches.get(1).receive()).isEqualTo(Signal.USR1));
      other.run(_ -> assertThat(watches.get(3).receive()).isEqualTo(Signal.USR1));
      one.run(_ -> watches.subList(0, 2).forEach(SignalWatch::close));
      other.run(_ -> watches.subList(2, 4).forEach(SignalWatch::close));
    }
  }
}
