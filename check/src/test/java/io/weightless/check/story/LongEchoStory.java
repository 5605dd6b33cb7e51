package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.PerEngine;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Bodies that are longer than any memory go through a server and back.
class LongEchoStory {
  private static final boolean IS_THOROUGH = "true".equals(System.getenv("CI"));
  private static final long LENGTH = (IS_THOROUGH ? PerEngine.amount(10, 1) : 1L) << 30;

  /// By then the server is warm.
  private static final long WARM = LENGTH / 8;

  /// What may come after that: the rest of the young generation, and compiled code.
  private static final long GROWTH_KIB = 16 * 1024;

  /// Of a body that is not read.
  private static final long STOPPED = 256L << 20;

  /// What two connected sockets buffer at most, twice: 32 MiB to receive and 4 MiB to send.
  private static final long SOCKETS = 72L << 20;

  private static final List<String> SMALL_HEAP =
      List.of("-Xmx48m", "-Xmn8m", "-XX:TieredStopAtLevel=4");
  private static final Pattern READY = Pattern.compile("process (\\d+) on 127\\.0\\.0\\.1:(\\d+)");

  private static Program program;
  private static Vitals vitals;
  private static int port;

  @BeforeAll
  static void start() {
    program =
        Program.weightless(
            SMALL_HEAP, "run", "check/src/test/resources/io/weightless/check/story/LongEcho.java");
    Matcher ready = READY.matcher(program.awaitLine(READY.pattern()));
    assertThat(ready.matches()).isTrue();
    vitals = new Vitals(Long.parseLong(ready.group(1)));
    port = Integer.parseInt(ready.group(2));
  }

  @AfterAll
  static void end() {
    program.terminate();
    program.exit();
    program.close();
  }

  @Test
  void aBodyOfKnownLengthStreamsThroughInConstantMemory() throws IOException {
    assertEchoed("Content-Length: " + LENGTH, new LongBody(LENGTH)::writeTo);
  }

  @Test
  void aChunkedBodyStreamsThroughInConstantMemory() throws IOException {
    assertEchoed("Transfer-Encoding: chunked", new LongBody(LENGTH)::writeChunksTo);
  }

  @Test
  void aClientThatDoesNotReadIsStoppedAndGetsAllOfItWhenItDoes() throws IOException {
    LongBody body = new LongBody(STOPPED);
    AtomicLong taken = new AtomicLong();
    try (Client client = Client.to(port)) {
      long idle = vitals.residentKib();
      client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + STOPPED + "\r\n\r\n");
      CompletableFuture<Void> sent = sending(client, out -> body.writeTo(new Counted(out, taken)));
      awaitStandstill(taken);
      long stopped = vitals.residentKib();
      System.out.printf(
          "a client that does not read was stopped after %d KiB, the server grew by %d KiB%n",
          taken.get() >> 10, stopped - idle);

      assertThat(taken.get()).isLessThan(SOCKETS);
      assertThat(stopped - idle).isLessThan(GROWTH_KIB);
      Answers.Head head = client.answers().head();
      body.readFrom(client.answers().body(head, false), _ -> {});
      sent.join();
    }
  }

  /// Until `count` has stayed as it is for so long that more is hardly to come. If more did come,
  /// it would be smaller than it should: that hides a fault, and makes none.
  private static void awaitStandstill(AtomicLong count) {
    long last = -1;
    while (last != count.get() || last == 0) {
      last = count.get();
      LockSupport.parkNanos(500_000_000);
    }
  }

  private static void assertEchoed(String framing, Sender sender) throws IOException {
    AtomicLong warm = new AtomicLong();
    AtomicLong most = new AtomicLong();
    AtomicLong next = new AtomicLong(WARM);
    long start = System.nanoTime();
    try (Client client = Client.to(port)) {
      client.send("POST /echo HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n");
      CompletableFuture<Void> sent = sending(client, sender);
      Answers.Head head = client.answers().head();
      assertThat(head.status()).isEqualTo(200);
      new LongBody(LENGTH)
          .readFrom(
              client.answers().body(head, false),
              position -> {
                if (position >= next.get()) {
                  next.addAndGet(LENGTH / 64);
                  long resident = vitals.residentKib();
                  warm.compareAndSet(0, resident);
                  most.accumulateAndGet(resident, Math::max);
                }
              });
      sent.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    String figures = "%d KiB when warm, then at most %d KiB".formatted(warm.get(), most.get());
    System.out.printf("%d MiB to /echo and back in %.1f s: %s%n", LENGTH >> 20, seconds, figures);

    assertThat(most.get() - warm.get()).as(figures).isLessThan(GROWTH_KIB);
  }

  private static CompletableFuture<Void> sending(Client client, Sender sender) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        sender.sendTo(client.socket().getOutputStream());
        sent.complete(null);
      } catch (IOException failure) {
        sent.completeExceptionally(failure);
      }
    });
    return sent;
  }

  /// Adds to `count` what was written.
  private static final class Counted extends FilterOutputStream {
    private final AtomicLong count;

    Counted(OutputStream out, AtomicLong count) {
      super(out);
      this.count = count;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count.addAndGet(length);
    }
  }

  private interface Sender {
    void sendTo(OutputStream out) throws IOException;
  }
}
