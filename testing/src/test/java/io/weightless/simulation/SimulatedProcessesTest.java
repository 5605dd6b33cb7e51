package io.weightless.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Processes and signals of simulated hosts.
final class SimulatedProcessesTest {
  /// Three processes that write at random times, and what came in which order.
  private static Report run(long seed, List<String> trail) {
    return Simulation.seed(seed)
        .host(
            "host",
            () -> {
              MemoryProcesses.of(Reactor.current())
                  .program("writer", SimulatedProcessesTest::write);
              Scope.join(scope -> {
                for (String name : List.of("a", "b", "c")) {
                  scope.start(name, () -> listen(name, trail));
                }
              });
            })
        .run();
  }

  private static int write(MemoryProcesses.Call call) throws IOException {
    for (int i = 0; i < 3; i++) {
      Task.sleep(Duration.ofMillis(Reactor.current().random().nextInt(10)));
      call.stream().write(UTF_8.encode(call.words().get(1) + i));
    }
    return 0;
  }

  private static void listen(String name, List<String> trail) throws IOException {
    Processes processes = Reactor.current().service(Processes.class);
    try (Process process = processes.start(Command.of("writer", name))) {
      for (var part = process.stream().read();
          part.hasRemaining();
          part = process.stream().read()) {
        trail.add(UTF_8.decode(part).toString());
      }
    }
  }

  @Test
  void oneSeedIsOneOrder() {
    List<String> first = new ArrayList<>();
    List<String> again = new ArrayList<>();
    List<String> other = new ArrayList<>();
    run(7, first);
    run(7, again);
    run(8, other);
    assertThat(first).hasSize(9).isEqualTo(again).isNotEqualTo(other);
  }

  @Test
  void aHostSendsItselfSignals() {
    List<Signal> received = new ArrayList<>();
    Simulation.seed(1)
        .host(
            "host",
            () -> {
              Signals signals = Reactor.current().service(Signals.class);
              try (SignalWatch watch = signals.watch(Signal.HUP, Signal.TERM)) {
                MemorySignals.of(Reactor.current()).send(Signal.USR1);
                MemorySignals.of(Reactor.current()).send(Signal.TERM);
                received.add(watch.receive());
              }
            })
        .run();
    assertThat(received).containsExactly(Signal.TERM);
  }

  private static Reactor openReactor() {
    return Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);
  }

  @Test
  void anAssertionThatFailsInAProgramIsNotTakenForItsExit() {
    try (Reactor reactor = openReactor()) {
      MemoryProcesses processes = MemoryProcesses.attachTo(reactor);
      processes.program(
          "bad",
          _ -> {
            throw new AssertionError("the program's");
          });
      assertThatThrownBy(() -> reactor.run(() -> processes.run(Command.of("bad"))))
          .hasStackTraceContaining("the program's");
    }
  }

  @Test
  void oneThatIsKilledHasEndedWhenItsTaskHas() throws IOException {
    List<String> trail = new ArrayList<>();
    try (Reactor reactor = openReactor()) {
      MemoryProcesses processes = MemoryProcesses.attachTo(reactor);
      processes.program(
          "deaf",
          _ -> {
            Scope.shield(() -> Task.sleep(Duration.ofSeconds(1)));
            trail.add("its task has ended");
            return 0;
          });
      reactor.run(() -> {
        try (Process process = processes.start(Command.of("deaf"))) {
          Task.yield();
          Task.sleep(Duration.ofMillis(1));
          process.kill();
          trail.add(process.await().toString());
        }
      });
    }
    assertThat(trail).first().isEqualTo("its task has ended");
  }

  @Test
  void oneThatIsKilledBeforeItsTaskBeginsHasEnded() throws IOException {
    try (Reactor reactor = openReactor()) {
      MemoryProcesses processes = MemoryProcesses.attachTo(reactor);
      processes.program("unborn", _ -> 0);
      reactor.run(() -> {
        try (Process process = processes.start(Command.of("unborn"))) {
          process.kill();
          assertThat(process.await().isSuccess()).isFalse();
        }
      });
    }
  }

  @Test
  void aProgramThatFailsTellsItsErrorsAndEndsWithOne() {
    List<String> told = new ArrayList<>();
    Simulation.seed(1)
        .host(
            "host",
            () -> {
              MemoryProcesses processes = MemoryProcesses.of(Reactor.current());
              processes.program(
                  "bad",
                  _ -> {
                    throw new IOException("no luck");
                  });
              var completed = processes.run(Command.of("bad"));
              told.add(completed.exit() + ", " + completed.errorText());
            })
        .run();
    assertThat(told).containsExactly("exit status 1, bad: java.io.IOException: no luck\n");
  }
}
