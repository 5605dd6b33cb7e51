package io.weightless.net.process.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.Backends;
import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.Log;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Process;
import io.weightless.net.process.Redirect;
import io.weightless.net.signal.Signal;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A process of the system, those that it starts, and what is left of them: nothing.
@EachBackend
@EnabledOnOs(OS.LINUX)
record GroupsTest(String backend) {
  /// Starts a child of its own and tells its number, and waits for it.
  private static final String PARENT = "sleep 1000 & echo $!; wait";

  @Test
  void itsCloseEndsThoseThatItHasStarted() throws IOException {
    try (World world = new World(backend)) {
      world.run(_ -> {
        Process parent = Shell.processes().start(Shell.script(PARENT));
        long child = Long.parseLong(Shell.line(parent));
        assertThat(Shell.exists(child)).isTrue();
        parent.close();
        Shell.awaitGone(child);
      });
    }
  }

  @Test
  void oneThatDoesNotEndWhenItIsAskedToIsKilledAfterItsGrace() throws IOException {
    try (Reactor reactor = openOnRealTime()) {
      reactor.run(() -> {
        Command stubborn = Shell.script("trap '' TERM; echo ready; while :; do sleep 0.01; done");
        Process process = Shell.processes().start(stubborn.grace(Duration.ofMillis(50)));
        assertThat(Shell.line(process)).isEqualTo("ready");
        process.close();
        assertThat(process.await().status()).isEqualTo(Exit.SIGNAL + Signal.KILL.number());
      });
    }
  }

  @Test
  void oneThatEndsWhenItIsAskedToIsNotKilled() throws IOException {
    try (Reactor reactor = openOnRealTime()) {
      reactor.run(() -> {
        Command polite =
            Shell.script("trap 'exit 5' TERM; echo ready; while :; do sleep 0.01; done");
        Process process = Shell.processes().start(polite.grace(Duration.ofMinutes(1)));
        assertThat(Shell.line(process)).isEqualTo("ready");
        process.close();
        assertThat(process.await()).isEqualTo(Exit.of(5));
      });
    }
  }

  private Reactor openOnRealTime() throws IOException {
    return Reactor.open(Backends.open(backend), Clock.system(), new SplittableRandom(1));
  }

  @Test
  void twoHundredAtOnceLeaveNothing() throws IOException {
    List<Long> before = Shell.children();
    List<Long> pids = new ArrayList<>();
    try (World world = new World(backend)) {
      world.run(_ ->
          Scope.join(scope -> {
            for (int i = 0; i < 200; i++) {
              int status = i;
              Process process = Shell.processes().start(Shell.script("read line; exit $line"));
              pids.add(process.pid());
              Task.yield();
              scope.start(
                  "process " + i,
                  () -> {
                    try (process) {
                      process.stream().write(World.bytes(status + "\n"));
                      assertThat(process.await()).isEqualTo(Exit.of(status));
                    }
                  });
            }
          }));
    }
    assertThat(pids).hasSize(200).noneMatch(Shell::exists);
    assertThat(Shell.children()).isSubsetOf(before);
  }

  @Test
  void oneThatIsForgottenEndsWithItsReactorWhichSaysSo() throws IOException {
    long pid;
    try (Log log = new Log("io.weightless.net")) {
      Reactor reactor = openOnRealTime();
      long[] started = new long[1];
      reactor.run(() -> {
        Command silent = Command.of("sleep", "1000").input(Redirect.NONE).output(Redirect.NONE);
        started[0] = Shell.processes().start(silent.errors(Redirect.NONE)).pid();
      });
      pid = started[0];
      reactor.close();
      assertThat(String.join(" ", log.messages()))
          .contains("the process sleep-" + pid + " (sleep)");
    }
    while (ProcessHandle.of(pid).isPresent()) {
      Thread.onSpinWait();
    }
  }
}
