package io.weightless.check.bench.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/// The programs that this machine has.
public final class Programs {
  private Programs() {}

  /// Whether `program` can be started by its name alone.
  public static boolean isInstalled(String program) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }
}
