package io.weightless.check.bench.harness;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// What a reader of the numbers must know: said at once on one stream, and kept for the report.
public final class Notes {
  private final PrintStream out;
  private final List<String> lines = new ArrayList<>();

  public Notes(PrintStream out) {
    this.out = out;
  }

  /// Belongs to the results.
  public void add(String line) {
    lines.add(line);
    progress(line);
  }

  /// For whoever waits now.
  public void progress(String line) {
    out.println("bench: " + line);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
