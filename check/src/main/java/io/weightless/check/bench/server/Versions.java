package io.weightless.check.bench.server;

import io.netty.util.Version;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Programs;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Which versions of the peers were measured.
public final class Versions {
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)+");
  private static final String UNKNOWN = "(unknown version)";

  private Versions() {}

  /// Of what runs beside ours, in one line.
  public static String line(Children children) throws IOException, InterruptedException {
    return "one worker each; " + of("wrk", children) + of("nginx", children) + "Netty " + netty();
  }

  /// Nothing for what is missing. Both answer `-v`, with other words around the number, and wrk as
  /// if that were a mistake.
  private static String of(String program, Children children)
      throws IOException, InterruptedException {
    if (!Programs.isInstalled(program)) {
      return "";
    }
    Process process = children.start(List.of(program, "-v"));
    try (var output = process.inputReader()) {
      String text = String.join(" ", output.lines().toList());
      process.waitFor();
      return program + " " + number(text) + ", ";
    }
  }

  static String number(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).findFirst().orElse(UNKNOWN);
  }

  private static String netty() {
    Version version = Version.identify().get("netty-common");
    return version == null ? UNKNOWN : number(version.artifactVersion());
  }
}
