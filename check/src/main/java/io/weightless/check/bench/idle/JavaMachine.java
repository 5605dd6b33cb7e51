package io.weightless.check.bench.idle;

import io.weightless.check.bench.harness.Children;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What the JDK's `jcmd` does to another Java machine.
final class JavaMachine {
  private JavaMachine() {}

  /// Collects all garbage of a process, if it is a Java machine.
  static void collect(ProcessHandle process, Children children)
      throws IOException, InterruptedException {
    if (!process.info().command().orElse("").endsWith("/java")) {
      return;
    }
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process collection = children.start(List.of(jcmd, Long.toString(process.pid()), "GC.run"));
    try (var output = collection.inputReader()) {
      List<String> lines = output.lines().toList();
      if (collection.waitFor() != 0) {
        throw new IOException("jcmd GC.run: " + String.join(" ", lines));
      }
    }
  }
}
