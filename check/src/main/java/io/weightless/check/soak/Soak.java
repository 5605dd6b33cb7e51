package io.weightless.check.soak;

import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Fork;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The command `./soak [MINUTES]`: 30, if not told otherwise. Standard output has a line for each
/// round.
///
/// Exit status: 0 when everything was answered and nothing grew, 1 when not, 2 for a mistake of the
/// user.
public final class Soak {
  private static final String USAGE = "usage: ./soak [MINUTES], 1 to 10000";

  private Soak() {}

  public static void main(String[] words) {
    System.exit(status(List.of(words)));
  }

  private static int status(List<String> words) {
    String minutes = words.isEmpty() ? "30" : words.getFirst();
    if (words.size() > 1 || !minutes.matches("[1-9]\\d{0,3}|10000")) {
      System.err.println("soak: " + USAGE);
      return 2;
    }
    try {
      Findings findings = of(Duration.ofMinutes(Integer.parseInt(minutes)));
      findings.complaints().forEach(complaint -> System.err.println("soak: " + complaint));
      System.out.println(findings.complaints().isEmpty() ? "soak: passed" : "soak: FAILED");
      return findings.complaints().isEmpty() ? 0 : 1;
    } catch (IOException e) {
      System.err.println("soak: " + e);
      return 1;
    } catch (InterruptedException _) {
      return 1; // told to end
    }
  }

  /// Has an application in a process of its own live through it.
  ///
  /// - **Waits**: for so long, and somewhat longer.
  public static Findings of(Duration length) throws IOException, InterruptedException {
    try (Children children = Children.open()) {
      Process process =
          children.start(Fork.command(List.of("-ea", "-Xmx256m"), Application.class, List.of()));
      Server server = Server.awaitReady(process);
      Findings findings = new Findings();
      try (Reactor reactor = Reactor.open()) {
        reactor.run(() -> new Siege(server, findings).lay(length));
      }
      server.end(findings);
      return findings;
    }
  }
}
