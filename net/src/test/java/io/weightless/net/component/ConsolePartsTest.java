package io.weightless.net.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.process.Command;
import io.weightless.net.process.Completed;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.net.process.Redirect;
import io.weightless.net.terminal.internal.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The console of another JVM as the ends of a pipeline.
@EachBackend
@EnabledOnOs(OS.LINUX)
record ConsolePartsTest(String backend) {
  @Test
  void linesArePrintedAsTheyAreTyped() throws IOException {
    try (World world = new World("epoll")) {
      world.run(_ -> {
        try (Process shouting = world.reactor.service(Processes.class).start(shouting())) {
          for (String line : new String[] {"first", "second"}) {
            shouting.stream().write(World.bytes(line + "\n"));
            assertThat(World.text(shouting.stream().read())).isEqualToIgnoringCase(line + "\n");
          }
          shouting.stream().write(World.bytes("last"));
          shouting.stream().closeOutput();
          assertThat(World.readAllText(shouting.stream())).isEqualTo("LAST\n");
          assertThat(World.readAllText(shouting.errors())).endsWith("3\n");
          assertThat(shouting.await().isSuccess()).isTrue();
        }
      });
    }
  }

  @Test
  void manyLinesComeInTheirOrder(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("LINE ").append(i).append('\n');
    }
    Path in = Files.writeString(folder.resolve("in"), text);
    try (World world = new World("epoll")) {
      world.run(_ -> {
        Command onFile = shouting().input(Redirect.from(in));
        Completed completed = world.reactor.service(Processes.class).run(onFile);
        assertThat(completed.text()).isEqualTo(text.toString());
      });
    }
  }

  @Test
  void aLineThatIsTooLongIsACrash(@TempDir Path folder) throws IOException {
    Path in = Files.writeString(folder.resolve("in"), "x".repeat(64 * 1024 + 1) + "\n");
    try (World world = new World("epoll")) {
      world.run(_ -> {
        Command onFile = shouting().input(Redirect.from(in));
        try (Process process = world.reactor.service(Processes.class).start(onFile)) {
          assertThat(World.readAllText(process.errors()))
              .contains("ConsoleInput failed", "a line has more than 65,536 bytes");
          assertThat(process.await().isSuccess()).isFalse();
        }
      });
    }
  }

  private Command shouting() {
    return Jvm.command(Shouting.class, backend);
  }
}
