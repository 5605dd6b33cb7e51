package io.weightless.net.process.internal;

import io.weightless.net.process.Command;
import io.weightless.net.process.Completed;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What tests ask of a system.
final class Shell {
  private Shell() {}

  static Processes processes() {
    return Reactor.current().service(Processes.class);
  }

  /// `words` are `$1` and so on.
  static Command script(String script, String... words) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    all.addAll(List.of(words));
    return Command.of(all);
  }

  static String output(Command command) throws IOException {
    Completed completed = processes().run(command);
    return completed.text() + completed.errorText();
  }

  /// The first line that it writes, of which all come at once.
  static String line(Process process) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\n") < 0) {
      ByteBuffer part = process.stream().read();
      line.append(StandardCharsets.UTF_8.decode(part));
    }
    return line.substring(0, line.indexOf("\n"));
  }

  /// Whether there is such a process, one that has ended and was not buried included.
  static boolean exists(long pid) {
    return Files.exists(Path.of("/proc", "" + pid));
  }

  /// Those of this process, by their numbers; also those that were not buried.
  static List<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
  }

  /// An orphan is buried by another process, in its time.
  static void awaitGone(long pid) {
    Path status = Path.of("/proc", "" + pid, "status");
    while (isAlive(status)) {
      Task.yield();
    }
  }

  private static boolean isAlive(Path status) {
    try {
      return Files.readAllLines(status).stream().noneMatch(line -> line.matches("State:\\s+Z.*"));
    } catch (IOException _) {
      return false;
    }
  }
}
