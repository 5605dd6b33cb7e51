package io.weightless.net.terminal.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.World;
import io.weightless.net.internal.linux.Pty;
import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.net.signal.Signal;
import io.weightless.net.terminal.Terminal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Terminals, shown on one that has no window.
@EnabledOnOs(OS.LINUX)
final class TerminalTest {
  @Test
  void whatIsNoTerminalIsNone() {
    assertThat(LinuxTerminal.of(-1)).isNull();
    assertThat(LinuxTerminal.of(987_654)).isNull();
  }

  @Test
  void itKnowsTheSizeOfItsWindowAlsoWhenThatChanges() throws IOException {
    try (Pty pty = new Pty()) {
      Terminal terminal = Objects.requireNonNull(LinuxTerminal.of(pty.far));
      pty.resize(132, 43);
      assertThat(terminal.size()).isEqualTo(new Terminal.Size(132, 43));
      pty.resize(60_000, 1);
      assertThat(terminal.size()).isEqualTo(new Terminal.Size(60_000, 1));
    }
  }

  @Test
  void aRawOneHandsOnEachKeyAndIsRestored() throws IOException {
    try (Pty pty = new Pty()) {
      Terminal terminal = Objects.requireNonNull(LinuxTerminal.of(pty.far));
      ByteBuffer before = pty.settings();
      pty.type('a');
      assertThat(pty.hasInput()).isFalse();

      try (Terminal.Raw _ = terminal.raw()) {
        assertThat(pty.settings()).isNotEqualTo(before);
        pty.type('b');
        assertThat(pty.hasInput()).isTrue();
      }
      assertThat(pty.settings()).isEqualTo(before);
    }
  }

  @Test
  void aRawOneInAnotherLeavesTheOtherRaw() throws IOException {
    try (Pty pty = new Pty()) {
      Terminal terminal = Objects.requireNonNull(LinuxTerminal.of(pty.far));
      ByteBuffer before = pty.settings();
      try (Terminal.Raw _ = terminal.raw()) {
        ByteBuffer raw = pty.settings();
        try (Terminal.Raw _ = terminal.raw()) {
          assertThat(pty.settings()).isEqualTo(raw);
        }
        assertThat(pty.settings()).isEqualTo(raw).isNotEqualTo(before);
      }
      assertThat(pty.settings()).isEqualTo(before);
    }
  }

  @Test
  void aSignalThatEndsTheJvmRestoresIt() throws IOException {
    try (Pty pty = new Pty();
        World world = new World("nio")) {
      ByteBuffer before = pty.settings();
      world.run(_ -> {
        Command jvm = Jvm.command(RawForever.class);
        try (Process process = start(world, onTerminal(jvm, pty))) {
          assertThat(World.text(process.stream().read())).isEqualTo("raw\n");
          assertThat(pty.settings()).isNotEqualTo(before);
          process.signal(Signal.TERM);
          process.await();
        }
      });
      assertThat(pty.settings()).isEqualTo(before);
    }
  }

  private static Process start(World world, Command command) throws IOException {
    return world.reactor.service(Processes.class).start(command);
  }

  /// The shell opens it, and becomes the program.
  private static Command onTerminal(Command command, Pty pty) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" <$0", pty.path));
    words.addAll(command.words());
    return Command.of(words);
  }
}
