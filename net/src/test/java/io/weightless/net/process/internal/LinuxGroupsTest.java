package io.weightless.net.process.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.EachLinuxBackend;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Process;
import io.weightless.net.signal.Signal;
import io.weightless.scope.Task;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Processes of the backends that call the system themselves, which keep more than the JDK does.
@EachLinuxBackend
@EnabledOnOs(OS.LINUX)
record LinuxGroupsTest(String backend) {
  /// The JDK's sockets are not closed by the system when another program begins.
  @Test
  void itHasThreeDescriptorsAndNoneOfThisProcess() throws IOException {
    try (World world = new World(backend);
        var _ = ServerSocketChannel.open()) {
      world.run(
          _ -> // the fourth is the folder that is being listed
          assertThat(Shell.output(Command.of("ls", "/proc/self/fd"))).isEqualTo("0\n1\n2\n3\n"));
    }
  }

  /// But for two that the C library keeps for itself.
  @Test
  void noSignalIsBlockedOrIgnoredInIt() throws IOException {
    try (World world = new World(backend)) {
      world.run(_ ->
          assertThat(Shell.output(Command.of("grep", "-E", "Sig(Blk|Ign)", "/proc/self/status")))
              .matches("SigBlk:\t0{16}\nSigIgn:\t(0{16}|0000000180000000)\n"));
    }
  }

  @Test
  void whatIsLeftOfItsGroupWhenItHasEndedIsKilledByItsClose() throws IOException {
    try (World world = new World(backend)) {
      world.run(_ -> {
        Process parent = Shell.processes().start(Shell.script("sleep 1000 >&- 2>&- <&- & echo $!"));
        long orphan = Long.parseLong(Shell.line(parent));
        assertThat(parent.await()).isEqualTo(Exit.of(0));
        assertThat(Shell.exists(orphan)).isTrue();
        parent.close();
        Shell.awaitGone(orphan);
      });
    }
  }

  /// It goes to the group of this process.
  private static final String MOVER =
      "import os, time; os.setpgid(0, os.getpgid(os.getppid())); print(1, flush=True);"
          + " time.sleep(1000)";

  @Test
  @Needs("python3")
  void oneThatHasLeftItsGroupIsEndedAllTheSame() throws IOException {
    try (World world = new World(backend)) {
      world.run(_ -> {
        Process mover = Shell.processes().start(Command.of("python3", "-c", MOVER));
        assertThat(Shell.line(mover)).isEqualTo("1");
        mover.close();
        assertThat(Shell.exists(mover.pid())).isFalse();
      });
    }
  }

  /// It lets anybody trace it.
  private static final String TRACED =
      "import ctypes, sys; ctypes.CDLL(None).prctl(0x59616d61, ctypes.c_ulong(-1), 0, 0, 0);"
          + " print(1, flush=True); sys.stdin.readline(); sys.exit(7)";

  /// It buries its prey when it is told to.
  private static final String TRACER =
      "import ctypes, os, sys; prey = int(sys.argv[1]);"
          + " print(ctypes.CDLL(None).ptrace(0x4206, prey, None, None), flush=True);"
          + " sys.stdin.readline(); os.waitpid(prey, 0x40000000)";

  @Test
  @Needs("python3")
  void theEndOfOneThatIsTracedIsKnownWhenItsTracerHasLetGo() throws IOException {
    try (World world = new World(backend)) {
      world.run(_ -> {
        try (Process traced = Shell.processes().start(Command.of("python3", "-c", TRACED))) {
          assertThat(Shell.line(traced)).isEqualTo("1");
          Command command = Command.of("python3", "-c", TRACER, "" + traced.pid());
          try (Process tracer = Shell.processes().start(command)) {
            assertThat(Shell.line(tracer)).isEqualTo("0");
            traced.stream().write(World.bytes("\n"));
            Shell.awaitGone(traced.pid());
            Task.sleep(Duration.ofSeconds(1)); // the descriptor has told meanwhile
            assertThat(traced.exit()).isNull();

            tracer.stream().write(World.bytes("\n"));
            assertThat(traced.await()).isEqualTo(Exit.of(7));
          }
        }
      });
    }
  }

  @Test
  void theSignalThatHasEndedItIsKnown() throws IOException {
    try (World world = new World(backend)) {
      world.run(_ -> {
        for (Signal signal : List.of(Signal.HUP, Signal.USR1, Signal.PIPE, Signal.KILL)) {
          try (Process process = Shell.processes().start(Command.of("sleep", "1000"))) {
            process.signal(signal);
            assertThat(process.await()).isEqualTo(new Exit(128 + signal.number(), signal));
          }
        }
      });
    }
  }

  @Test
  void itStaysKnownToTheSystemUntilItIsClosed() throws IOException {
    try (World world = new World(backend)) {
      world.run(_ -> {
        Process process = Shell.processes().start(Command.of("true"));
        process.await();
        assertThat(Shell.exists(process.pid())).isTrue();
        process.signal(Signal.TERM);
        process.close();
        assertThat(Shell.exists(process.pid())).isFalse();
      });
    }
  }

  @Test
  void childrenOfOthersAreNotBuried() throws Exception {
    try (World world = new World(backend)) {
      java.lang.Process others = new ProcessBuilder("sh", "-c", "exit 9").start();
      world.run(_ -> runTrue(20));
      assertThat(others.waitFor()).isEqualTo(9);
    }
  }

  private static void runTrue(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      Shell.processes().run(Command.of("true")).checkSuccess();
    }
  }
}
