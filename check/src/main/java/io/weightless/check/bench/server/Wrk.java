package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The load generator wrk, with one thread.
public final class Wrk {

  /// Prints the sums in one line, its own processor time last; with a depth above 1 it sends so
  /// many requests at once.
  private static final String SCRIPT =
      """
      init = function(args)
        local batch = {}
        for i = 1, DEPTH do batch[i] = wrk.format("GET", wrk.path) end
        requests = table.concat(batch)
      end
      DYNAMIC
      done = function(summary, latency, all)
        local e = summary.errors
        io.write(string.format("sums %.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f %.0f\\n",
          summary.requests, summary.bytes, summary.duration,
          e.connect, e.read, e.write, e.status, e.timeout, os.clock() * 1e6))
      end
      """;

  private static final String DYNAMIC = "request = function() return requests end";

  private final Path directory;
  private final Children children;
  private final Map<String, String> environment;

  private Wrk(Path directory, Children children, Map<String, String> environment) {
    this.directory = directory;
    this.children = children;
    this.environment = environment;
  }

  /// @throws IOException if it is not installed
  public static Wrk in(Site site, Children children) throws IOException {
    if (!Programs.isInstalled("wrk")) {
      throw new IOException("wrk is not installed");
    }
    return new Wrk(site.work(), children, Map.of());
  }

  /// The same with these variables in its environment.
  public Wrk with(Map<String, String> environment) {
    return new Wrk(directory, children, environment);
  }

  /// Loads a server for a while with `connections` that send `depth` requests at once.
  public Sums run(String url, int connections, int depth, Duration time)
      throws IOException, InterruptedException {
    String seconds = Math.max(1, time.toSeconds()) + "s";
    var command =
        new ProcessBuilder(
            "wrk", "-t1", "-c" + connections, "-d" + seconds, "-s" + script(depth), url);
    command.environment().putAll(environment);
    Process process = children.start(command);
    try (var output = process.inputReader()) {
      List<String> lines = output.lines().toList();
      process.waitFor();
      return Sums.parse(lines);
    }
  }

  private Path script(int depth) throws IOException {
    // only without a request function does wrk send the same bytes again without asking Lua
    String text = SCRIPT.replace("DEPTH", "" + depth).replace("DYNAMIC", depth == 1 ? "" : DYNAMIC);
    return Files.writeString(directory.resolve("wrk-" + depth + ".lua"), text);
  }

  /// What wrk counted in one run.
  ///
  /// @param processorMicros of wrk itself, all its threads
  public record Sums(long requests, long bytes, long micros, Errors errors, long processorMicros) {

    /// By kind: connections refused, reads and writes that failed, answers other than 2xx and 3xx,
    /// and answers that took longer than 2 s.
    public record Errors(long connect, long read, long write, long status, long timeout) {
      public static final Errors NONE = new Errors(0, 0, 0, 0, 0);
    }

    static Sums parse(List<String> lines) throws IOException {
      for (String line : lines) {
        if (line.startsWith("sums ")) {
          String[] n = line.split(" ", -1);
          return new Sums(number(n[1]), number(n[2]), number(n[3]), errors(n), number(n[9]));
        }
      }
      throw new IOException("wrk failed: " + String.join(" ", lines));
    }

    private static Errors errors(String[] n) {
      return new Errors(number(n[4]), number(n[5]), number(n[6]), number(n[7]), number(n[8]));
    }

    private static long number(String word) {
      return Long.parseLong(word);
    }

    public double perSecond() {
      return requests * 1e6 / micros;
    }
  }
}
