package io.weightless.net.process.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.EachLinuxBackend;
import io.weightless.net.internal.World;
import io.weightless.net.process.Command;
import io.weightless.net.process.Completed;
import io.weightless.net.terminal.internal.Jvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What starting a process does when there are no descriptors, in a process of its own.
@EachLinuxBackend
@EnabledOnOs(OS.LINUX)
record ShortageTest(String backend) {
  @Test
  void anAttemptThatFailsLeavesNeitherDescriptorsNorAProcess() throws IOException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"));
    words.addAll(Jvm.command(Shortage.class, backend).words());
    try (World world = new World(backend)) {
      world.run(_ -> {
        Completed completed = Shell.processes().run(Command.of(words));
        List<String> attempts = completed.text().lines().toList();
        assertThat(attempts).as(completed.text() + completed.errorText()).hasSize(10);
        assertThat(attempts).allMatch(line -> line.endsWith("; lost 0, left 0"));
        assertThat(attempts.getFirst()).startsWith("start true: Too many open files;");
        assertThat(attempts.getLast()).startsWith("exit status 0;");
        assertThat(attempts)
            .filteredOn(line -> line.startsWith("start true: Too"))
            .hasSizeGreaterThan(5);
      });
    }
  }
}
