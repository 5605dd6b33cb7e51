package io.weightless.http.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Handlers on an executor that an application has set.
final class ExecutorTest {
  @ParameterizedTest
  @EnumSource
  void aHandlerRunsWhereTheExecutorSays(Provider provider) throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    try (ExecutorService threads =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "the application's"));
        Live live =
            Live.start(
                provider,
                threads,
                exchange -> {
                  seen.complete(Thread.currentThread().getName());
                  Answers.echo(exchange);
                })) {
      assertThat(live.server().getExecutor()).isSameAs(threads);
      String asked = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\n";
      assertThat(live.ask(asked + "hello")).contains("hello");
      assertThat(seen.get()).isEqualTo("the application's");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExecutorMayRunAHandlerAtOnce(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Runnable::run, Answers::echo)) {
      assertThat(live.get("/")).startsWith("HTTP/1.1 200");
      assertThat(live.get("/")).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @EnumSource
  void virtualThreadsMayRunHandlers(Provider provider) throws Exception {
    byte[] part = "0123456789".repeat(10_000).getBytes(UTF_8);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Live live =
            Live.start(
                provider,
                threads,
                exchange -> {
                  exchange.sendResponseHeaders(200, 3L * part.length);
                  for (int i = 0; i < 3; i++) {
                    exchange.getResponseBody().write(part);
                  }
                  exchange.close();
                })) {
      assertThat(Live.bodyOf(live.get("/"))).isEqualTo(new String(part, UTF_8).repeat(3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExecutorThatRefusesEndsTheConnection(Provider provider) throws Exception {
    try (Live live =
        Live.start(
            provider,
            _ -> {
              throw new RejectedExecutionException("meant to refuse");
            },
            Answers.text("never"))) {
      assertThat(answered(live)).isEmpty();
      assertThat(answered(live)).isEmpty();
    }
  }

  /// Nothing, also when what was asked has not been read.
  private static String answered(Live live) throws IOException {
    try {
      return live.get("/");
    } catch (SocketException reset) {
      return "";
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerThatWaitsOnItsThreadHoldsUpNobodyElse(Provider provider) throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newCachedThreadPool();
        Live live =
            Live.start(
                provider,
                threads,
                exchange -> {
                  if (exchange.getRequestURI().getPath().equals("/first")) {
                    awaitEnd(first);
                  }
                  Answers.send(exchange, exchange.getRequestURI().getPath());
                });
        Socket waiting = live.connect()) {
      waiting.getOutputStream().write("GET /first HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      assertThat(live.get("/second")).endsWith("/second");
      first.countDown();
      assertThat(new String(waiting.getInputStream().readAllBytes(), UTF_8)).endsWith("/first");
    }
  }

  private static void awaitEnd(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A slow client holds the thread that writes, and no more bytes than a window.
  @ParameterizedTest
  @EnumSource
  void aWriterWaitsForItsClient(Provider provider) throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();
    byte[] part = new byte[1 << 20];
    try (ExecutorService threads = Executors.newCachedThreadPool();
        Live live =
            Live.start(
                provider,
                threads,
                exchange -> {
                  exchange.sendResponseHeaders(200, 64L * part.length);
                  for (int i = 0; i < 64; i++) {
                    exchange.getResponseBody().write(part);
                  }
                  exchange.close();
                  done.complete("done");
                });
        Socket socket = live.connect()) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      socket.getInputStream().readNBytes(1000);
      assertThat(done).isNotDone();
      assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(63 * part.length);
      assertThat(done.get()).isEqualTo("done");
    }
  }
}
