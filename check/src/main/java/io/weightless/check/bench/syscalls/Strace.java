package io.weightless.check.bench.syscalls;

import io.weightless.check.bench.harness.Children;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// strace, which counts the system calls of a running process.
///
/// @param directory for what it has counted
record Strace(Path directory, Children children) {

  /// Begins to count for a process, its threads and its descendants, also those to come.
  ///
  /// @return strace itself; ended, it has written what it counted
  /// @throws IOException if that is not allowed here
  Process attach(ProcessHandle root) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("strace", "-f", "-c", "-o", counted().toString()));
    List<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants()).toList();
    all.forEach(one -> command.addAll(List.of("-p", Long.toString(one.pid()))));
    Process strace = children.start(command);
    awaitAttached(strace, all.size());
    return strace;
  }

  /// It says so for each process; with what it says later it fills no pipe.
  private static void awaitAttached(Process strace, int processes) throws IOException {
    BufferedReader lines = strace.inputReader();
    for (int i = 0; i < processes; i++) {
      String line = lines.readLine();
      if (line == null || !line.contains(" attached")) {
        Children.end(strace);
        throw new IOException("strace can't be attached: " + line);
      }
    }
    Thread.ofPlatform().daemon().name("output of strace").start(() -> forget(lines));
  }

  private static void forget(BufferedReader lines) {
    try (lines) {
      while (lines.readLine() != null) {
        // who was detached
      }
    } catch (IOException _) {
      // it has ended
    }
  }

  /// What the one that ended last has counted.
  CallCounts counts() throws IOException {
    return CallCounts.parse(Files.readAllLines(counted()));
  }

  private Path counted() {
    return directory.resolve("strace.txt");
  }
}
