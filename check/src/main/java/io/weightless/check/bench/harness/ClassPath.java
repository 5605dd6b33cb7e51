package io.weightless.check.bench.harness;

import java.io.File;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Which versions of the peers on the JVM are measured.
public final class ClassPath {
  private static final String UNKNOWN = "(unknown version)";

  private ClassPath() {}

  /// In one line.
  public static String peers() {
    String path = System.getProperty("java.class.path");
    return "Kotlin %s with coroutines %s, jox %s with channels %s"
        .formatted(
            version("kotlin-stdlib", path),
            version("kotlinx-coroutines-core-jvm", path),
            version("structured", path),
            version("channels", path));
  }

  /// Of an artifact on this process's class path.
  public static String version(String artifact) {
    return version(artifact, System.getProperty("java.class.path"));
  }

  /// Of the archive that holds an artifact.
  static String version(String artifact, String path) {
    Pattern name =
        Pattern.compile(
            "[\\\\/]" + artifact + "-(\\d[^\\\\/]*)\\.jar(?:$|" + File.pathSeparator + ")");
    return name.matcher(path)
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
