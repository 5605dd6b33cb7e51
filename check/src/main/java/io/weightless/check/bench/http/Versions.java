package io.weightless.check.bench.http;

import io.netty.util.Version;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Programs;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Which versions of the peers were measured.
final class Versions {
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)+");
  private static final String UNKNOWN = "(unknown version)";

  private Versions() {}

  /// Of what runs beside ours, in one line.
  static String line(Children children) throws IOException, InterruptedException {
    String nginx = Programs.isInstalled("nginx") ? ", nginx " + of("nginx", children) : "";
    return "one worker each; wrk " + of("wrk", children) + " -t1" + nginx + ", Netty " + netty();
  }

  /// Both answer `-v`, with other words around the number, and wrk as if that were a mistake.
  private static String of(String program, Children children)
      throws IOException, InterruptedException {
    Process process = children.start(List.of(program, "-v"));
    try (var output = process.inputReader()) {
      String text = String.join(" ", output.lines().toList());
      process.waitFor();
      return number(text);
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
