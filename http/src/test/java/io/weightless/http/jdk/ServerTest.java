package io.weightless.http.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The life of a server.
final class ServerTest {
  @ParameterizedTest
  @EnumSource
  void aHandlerAnswers(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Answers.text("hello\n"))) {
      assertThat(live.get("/x")).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhello\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerCanBeBoundLater(Provider provider) throws Exception {
    HttpServer server = provider.create(null);
    assertThat(server.getAddress()).isNull();
    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> server.bind(null, 0)).isInstanceOf(NullPointerException.class);
    server.bind(Live.ANY_PORT, 5);

    assertThatThrownBy(() -> server.bind(Live.ANY_PORT, 0)).isInstanceOf(BindException.class);
    server.createContext("/", Answers.text("bound"));
    server.start();
    try (Socket socket = new Socket("127.0.0.1", server.getAddress().getPort())) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).endsWith("bound");
    }
    server.stop(0);
  }

  @ParameterizedTest
  @EnumSource
  void aServerOnAllAddressesIsReachedOverBothFamilies(Provider provider) throws Exception {
    HttpServer server = provider.create(new InetSocketAddress(0));
    server.createContext("/", Answers.text("here"));
    server.start();
    int port = server.getAddress().getPort();
    assertThat(server.getAddress().getAddress().isAnyLocalAddress()).isTrue();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).endsWith("here");
    }
    server.stop(0);
  }

  @ParameterizedTest
  @EnumSource
  void anAddressThatIsTakenIsRefused(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Answers.text("first"))) {
      InetSocketAddress taken = live.server().getAddress();
      HttpServer second = provider.create(null);

      assertThatThrownBy(() -> second.bind(taken, 0)).isInstanceOf(BindException.class);
      second.bind(Live.ANY_PORT, 0);
      second.createContext("/", Answers.text("second"));
      second.start();
      second.stop(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerIsStartedOnce(Provider provider) throws Exception {
    try (Live live = Live.start(provider, Answers.text("once"))) {
      assertThatThrownBy(live.server()::start).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> live.server().setExecutor(Runnable::run))
          .isInstanceOf(IllegalStateException.class);
      assertThat(live.get("/")).endsWith("once");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatIsStoppedRefusesConnections(Provider provider) throws Exception {
    Live live = Live.start(provider, Answers.text("gone"));
    live.close();

    assertThatThrownBy(live::connect).isInstanceOf(ConnectException.class);
    assertThatThrownBy(live.server()::start).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> live.server().stop(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsUnderWayIsFinishedWithinTheDelay(Provider provider) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch refusing = new CountDownLatch(1);
    try (var threads = Executors.newCachedThreadPool();
        Live live =
            Live.start(
                provider,
                threads,
                exchange -> {
                  begun.countDown();
                  awaitEnd(refusing);
                  Answers.send(exchange, "finished");
                })) {
      var asked = threads.submit(() -> live.get("/"));
      begun.await();
      var stopped = threads.submit(() -> live.server().stop(20));
      awaitRefusal(live);
      refusing.countDown();

      assertThat(asked.get()).endsWith("\r\n\r\nfinished");
      stopped.get();
    }
  }

  private static void awaitEnd(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitRefusal(Live live) {
    boolean isAccepting = true;
    while (isAccepting) {
      try (Socket socket = live.connect()) {
        isAccepting = socket.isConnected();
      } catch (IOException refused) {
        isAccepting = false;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotFinishedWithinTheDelayIsCut(Provider provider) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    CompletableFuture<Object> seen = new CompletableFuture<>();
    try (var threads = Executors.newCachedThreadPool();
        Live live =
            Live.start(
                provider,
                threads,
                exchange -> {
                  begun.countDown();
                  awaitEnd(stopped);
                  try {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(new byte[20_000]);
                    exchange.getResponseBody().flush();
                    seen.complete("written");
                  } catch (IOException e) {
                    seen.complete("refused");
                  }
                })) {
      var asked = threads.submit(() -> cut(live));
      begun.await();
      live.server().stop(0);
      assertThat(asked.get()).isEmpty();
      stopped.countDown();

      assertThat(seen.get()).isEqualTo("refused");
    }
  }

  private static String cut(Live live) throws IOException {
    try {
      return live.get("/");
    } catch (SocketException reset) {
      return "";
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerMayStopItsServer(Provider provider) throws Exception {
    CompletableFuture<String> stopped = new CompletableFuture<>();
    try (var threads = Executors.newCachedThreadPool();
        Live live =
            Live.with(
                provider,
                server -> {
                  server.setExecutor(threads);
                  server.createContext(
                      "/",
                      exchange -> {
                        Answers.send(exchange, "the last");
                        server.stop(0);
                        stopped.complete("stopped");
                      });
                })) {
      assertThat(live.get("/")).endsWith("\r\n\r\nthe last");
      assertThat(stopped.get()).isEqualTo("stopped");
      assertThatThrownBy(live::connect).isInstanceOf(ConnectException.class);
    }
  }

  /// The JDK's waits for its own thread then, which runs the handler.
  @Test
  void aHandlerThatIsATaskMayStopItsServer() throws Exception {
    CompletableFuture<String> stopped = new CompletableFuture<>();
    try (Live live =
        Live.with(
            Provider.WEIGHTLESS,
            server ->
                server.createContext(
                    "/",
                    exchange -> {
                      Answers.send(exchange, "the last");
                      server.stop(0);
                      stopped.complete("stopped");
                    }))) {
      assertThat(live.get("/")).endsWith("\r\n\r\nthe last");
      assertThat(stopped.get()).isEqualTo("stopped");
    }
  }

  /// The JDK's does not close what was bound and never started.
  @Test
  void aServerThatWasNeverStartedLeavesNothingBehind() throws Exception {
    HttpServer server = Provider.WEIGHTLESS.create(Live.ANY_PORT);
    InetSocketAddress address = server.getAddress();
    server.stop(0);

    assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()))
        .isInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @EnumSource
  void theServersThreadIsNoDaemon(Provider provider) throws Exception {
    CompletableFuture<Boolean> kept = new CompletableFuture<>();
    var before = Thread.getAllStackTraces().keySet();
    try (Live live = Live.start(provider, Answers.text("here"))) {
      kept.complete(
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !before.contains(thread))
              .anyMatch(thread -> !thread.isDaemon()));
      assertThat(live.get("/")).endsWith("here");
    }
    assertThat(kept.get()).isTrue();
  }
}
