package io.weightless.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.AccessLog;
import io.weightless.http.Status;
import io.weightless.net.Address;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AccessLinesTest {
  private static final int LINES = 1_000;
  private static final int WORKERS = 4;
  private static final Address CLIENT = new Address("a", 1);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(new BufferedOutputStream(written, 64));

  @Test
  void theLinesOfSeveralWorkersDoNotMix() throws InterruptedException {
    List<Thread> workers = new ArrayList<>();
    for (int i = 1; i <= WORKERS; i++) {
      String target = "/" + i + "x".repeat(37 * i);
      workers.add(Thread.ofPlatform().start(() -> serve(target)));
    }
    for (Thread worker : workers) {
      worker.join();
    }

    assertThat(lines())
        .hasSize(WORKERS * LINES)
        .allMatch(line -> line.matches("a - - \\[[^]]*] \"GET /\\dx+\" 200 \\d+"))
        .allMatch(line -> line.chars().filter(c -> c == 'x').count() == 37L * number(line));
  }

  private static int number(String line) {
    return line.charAt(line.indexOf("GET /") + 5) - '0';
  }

  private void serve(String target) {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        AccessLog log = new AccessLines(reactor, out);
        for (int i = 0; i < LINES; i++) {
          log.served(entry(target));
          if (i % 7 == 0) {
            Task.yield();
          }
        }
      });
    }
  }

  /// The clock stands for the locks of the JDK's caches.
  @Test
  void aWaitForTheTimeLosesNoLine() {
    try (Reactor reactor =
        Reactor.open(new WaitingClock(), new SplittableRandom(1), Limits.DEFAULT)) {
      AccessLog log = new AccessLines(reactor, out);
      reactor.run(() ->
          Scope.run(scope -> {
            for (String target : List.of("/a", "/b", "/c")) {
              scope.start(target, () -> log.served(entry(target)));
            }
            return null;
          }));
      reactor.run(() -> log.served(entry("/d")));
    }

    assertThat(lines())
        .hasSize(4)
        .allMatch(line -> line.matches("a - - \\[01/Jan/1970:[^]]*] \"GET /[a-d]\" 200 0"));
  }

  /// Gives the reactor to others whenever it is asked.
  private record WaitingClock() implements Clock {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public Instant now() {
      Task.yield();
      return Instant.EPOCH.plus(Duration.ofHours(12));
    }

    @Override
    public long nanosUntil(long deadline) {
      return 0;
    }
  }

  @Test
  void whatAClientSentForgesNoLine() {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> new AccessLines(reactor, out).served(entry("/\"\\\n\u001b[2J\u00fc")));
    }

    assertThat(lines())
        .singleElement()
        .asString()
        .endsWith("\"GET /\\x22\\x5C\\x0A\\x1B[2J\\xFC\" 200 0");
  }

  private List<String> lines() {
    return written.toString(US_ASCII).lines().toList();
  }

  private static AccessLog.Entry entry(String target) {
    return new AccessLog.Entry(CLIENT, "GET " + target, Status.OK, 0, 0);
  }
}
