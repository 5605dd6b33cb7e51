package io.weightless.net.terminal.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Completed;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.net.process.Redirect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The standard streams of another JVM, whatever they are.
@EachBackend
@EnabledOnOs(OS.LINUX)
record StandardStreamsTest(String backend) {
  /// Behind what the log may have said of a slow machine.
  private static final String DONE = "done on nullnull";

  @Test
  void pipesAreReadAsTheirBytesComeAndWritten() throws IOException {
    try (World world = new World("epoll")) {
      world.run(_ -> {
        try (Process echo = world.reactor.service(Processes.class).start(echo())) {
          for (String line : new String[] {"first", "second"}) {
            echo.stream().write(World.bytes(line));
            assertThat(World.text(echo.stream().read())).isEqualTo(line);
          }
          echo.stream().closeOutput();
          assertThat(World.readAllText(echo.errors())).endsWith(DONE);
          assertThat(echo.await().isSuccess()).isTrue();
        }
      });
    }
  }

  @Test
  void filesAreReadToTheirEndAndWritten(@TempDir Path folder) throws IOException {
    String text = "as long as it is ".repeat(10_000);
    Path in = Files.writeString(folder.resolve("in"), text);
    Path out = folder.resolve("out");
    try (World world = new World("epoll")) {
      world.run(_ -> {
        Command onFiles = echo().input(Redirect.from(in)).output(Redirect.to(out));
        Completed completed = world.reactor.service(Processes.class).run(onFiles);
        assertThat(completed.errorText()).endsWith(DONE);
      });
    }
    assertThat(out).hasContent(text);
  }

  @Test
  void nothingIsAnEnd() throws IOException {
    try (World world = new World("epoll")) {
      world.run(_ -> {
        Command onNothing = echo().input(Redirect.NONE);
        Completed completed = world.reactor.service(Processes.class).run(onNothing);
        assertThat(completed.text()).isEmpty();
        assertThat(completed.errorText()).endsWith(DONE);
      });
    }
  }

  private Command echo() {
    return Jvm.command(Echo.class, backend);
  }
}
