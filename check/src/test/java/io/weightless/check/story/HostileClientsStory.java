package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.soak.BadClient;
import io.weightless.testing.Certificates;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three hundred clients do all that is bad to a server; some good ones beside them must not
/// notice. The launcher is the real one, with its heap settings. For longer: [SoakStory].
@FastEngine
class HostileClientsStory {
  private static final int BAD = 300;
  private static final int GOOD = 6;
  private static final long SECOND = 1_000_000_000;
  private static final long LENGTH = 5 * SECOND;
  private static final long WARM_UP = 2 * SECOND;

  /// What a server that has worked occupies more than one that has warmed up for two seconds:
  /// compiled code, pooled buffers (320 of 16 KiB), what the allocator keeps.
  private static final long GROWTH_KIB = 40 * 1024;

  /// The same with TLS, of which more code is compiled and more buffers are kept.
  private static final long TLS_GROWTH_KIB = 80 * 1024;

  /// Bad clients' connections that the server is still ending are given so long to be gone.
  private static final long PATIENCE = 20 * SECOND;

  @TempDir Path site;
  @TempDir Path keys;

  @Test
  @Timeout(150)
  void goodClientsDoNotNoticeThemAndNothingIsLeftBehind() throws IOException {
    assertUnharmed(false, "--demo", "--quiet");
  }

  @Test
  @Timeout(150)
  void thoseWhoTalkTlsDoNotNoticeWhoTalksItBadly() throws IOException {
    String chain = Certificates.file("server.pem", keys).toString();
    String key = Certificates.file("server.key", keys).toString();
    assertUnharmed(true, "--demo", "--quiet", "--tls-cert", chain, "--tls-key", key);
  }

  private void assertUnharmed(boolean isSecure, String... options) throws IOException {
    Files.writeString(site.resolve("page.txt"), "a page\n");
    Files.write(site.resolve("large.bin"), new byte[16 << 20]);
    try (Served server = Served.byLauncher(site, options)) {
      Vitals vitals = server.program.vitals();
      vitals.collectGarbage(); // for which the JVM opens a socket, once
      long unused = vitals.descriptors();
      if (isSecure) { // until its ciphers are compiled, a handshake takes many times as long
        live(server, true, 0, WARM_UP, vitals);
      }
      live(server, isSecure, BAD, WARM_UP, vitals);
      long before = settled(vitals, unused);
      vitals.collectGarbage();
      long idle = vitals.residentKib();
      long peak = live(server, isSecure, BAD, LENGTH, vitals);
      long after = settled(vitals, before);
      vitals.collectGarbage();
      long left = vitals.residentKib();
      String figures =
          "idle %d KiB, peak %d KiB, then collected %d KiB; descriptors %d, then %d"
              .formatted(idle, peak, left, before, after);
      System.out.println(figures);
      printComplaints(server);

      assertThat(after).as(figures).isLessThanOrEqualTo(before);
      assertThat(left - idle).as(figures).isLessThan(isSecure ? TLS_GROWTH_KIB : GROWTH_KIB);
      server.program.terminate();
      assertThat(server.program.exit()).isZero();
      assertThat(server.program.err()).doesNotContain("Exception", "SEVERE");
    }
  }

  /// Has the good clients at it, and so many bad ones, for so many nanoseconds.
  ///
  /// @return the most memory that the server occupied meanwhile, which may be as much as its heap's
  ///   limit allows: before that is reached the JVM does not collect old garbage
  private static long live(
      Served server, boolean isSecure, int badOnes, long nanos, Vitals vitals) {
    long start = System.nanoTime();
    BooleanSupplier goesOn = () -> System.nanoTime() - start < nanos;
    List<CompletableFuture<Integer>> bad = new ArrayList<>();
    List<CompletableFuture<long[]>> good = new ArrayList<>();
    int port = server.port();
    Callable<Client> connector = () -> isSecure ? Client.overTls(port) : Client.to(port);
    for (int i = 0; i < badOnes; i++) {
      String own = "127.0.1." + (1 + i % 30); // what one address may do has a limit of its own
      bad.add(started(bad(port, isSecure, own, i, goesOn)));
    }
    for (int i = 0; i < GOOD; i++) {
      good.add(started(new GoodClient(connector, "client " + i, goesOn)::run));
    }
    long peak = 0;
    while (goesOn.getAsBoolean()) {
      peak = Math.max(peak, vitals.residentKib());
      LockSupport.parkNanos(SECOND / 10);
    }
    int connections = bad.stream().mapToInt(CompletableFuture::join).sum();
    print(connections, good.stream().flatMapToLong(all -> Arrays.stream(all.join())).toArray());
    return peak;
  }

  /// Over TLS every second one knows that it is there.
  private static Callable<Integer> bad(
      int port, boolean isSecure, String own, int seed, BooleanSupplier goesOn) {
    return isSecure && seed % 2 == 0
        ? new BadTlsClient(port, own, seed, goesOn)
        : new BadClient(port, own, seed, goesOn)::run;
  }

  private static void print(int connections, long[] nanos) {
    Arrays.sort(nanos);
    assertThat(nanos).isNotEmpty();
    System.out.printf(
        "%d bad connections; %d good requests: p50 %.1f ms, p99 %.1f ms, at most %.1f ms%n",
        connections,
        nanos.length,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        nanos[nanos.length - 1] / 1e6);
  }

  /// The watchdog's are about time, of which a busy machine has little.
  private static void printComplaints(Served server) {
    long count =
        server.program.err().lines().filter(line -> line.contains("give its reactor back")).count();
    System.out.println("the server's watchdog complained " + count + " times");
  }

  /// How many descriptors there are when they are at most `wanted`, or don't become so.
  private static long settled(Vitals vitals, long wanted) {
    long start = System.nanoTime();
    while (vitals.descriptors() > wanted && System.nanoTime() - start < PATIENCE) {
      LockSupport.parkNanos(SECOND / 100);
    }
    return vitals.descriptors();
  }

  private static <T> CompletableFuture<T> started(Callable<T> life) {
    CompletableFuture<T> end = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        end.complete(life.call());
      } catch (Throwable failure) {
        end.completeExceptionally(failure);
      }
    });
    return end;
  }
}
