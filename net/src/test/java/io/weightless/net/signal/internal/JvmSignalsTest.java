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
    Object ours = JvmSignals.handler(Signal.USR2);
    Object original = JvmSignals.handle(Signal.USR2, ours);
    try {
      JvmSignals.Listener one = _ -> {};
      JvmSignals.Listener other = _ -> {};
      JvmSignals.add(Signal.USR2, one);
      JvmSignals.add(Signal.USR2, other);
      JvmSignals.remove(Signal.USR2, one);
      assertThat(JvmSignals.handle(Signal.USR2, ours)).isNotSameAs(ours);
      JvmSignals.remove(Signal.USR2, other);
      JvmSignals.remove(Signal.USR2, other);
    } finally {
      assertThat(JvmSignals.handle(Signal.USR2, original)).isSameAs(ours);
    }
  }

  @Test
  void whatTheJvmKeepsForItselfIsRefusedInOneLine() throws IOException {
    try (World world = new World("nio")) {
      Signals signals = world.reactor.service(Signals.class);
      for (Signal kept : List.of(Signal.QUIT, Signal.SEGV, Signal.KILL)) {
        world.run(_ ->
            assertThatThrownBy(() -> signals.watch(Signal.USR2, kept))
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
        world.run(_ -> watches.add(world.reactor.service(Signals.class).watch(Signal.USR2)));
        world.run(_ -> watches.add(world.reactor.service(Signals.class).watch(Signal.USR2)));
      }
      String self = "" + ProcessHandle.current().pid();
      new ProcessBuilder("sh", "-c", "kill -USR2 " + self).start().waitFor();

      one.run(_ -> assertThat(watches.get(0).receive()).isEqualTo(Signal.USR2));
      other.run(_ -> assertThat(watches.get(2).receive()).isEqualTo(Signal.USR2));
      one.run(_ -> assertThat(watches.get(1).receive()).isEqualTo(Signal.USR2));
      other.run(_ -> assertThat(watches.get(3).receive()).isEqualTo(Signal.USR2));
      one.run(_ -> watches.subList(0, 2).forEach(SignalWatch::close));
      other.run(_ -> watches.subList(2, 4).forEach(SignalWatch::close));
    }
  }
}
