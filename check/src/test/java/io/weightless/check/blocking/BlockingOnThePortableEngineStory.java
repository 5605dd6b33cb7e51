package io.weightless.check.blocking;

import io.weightless.testing.Trail;
import io.weightless.testkit.PortableEngine;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Where the flag of the fast engine is missing, blocking code works and holds the loop: its answer
/// has to come from another thread. Databases are in `BlockingDatabaseStory`, the rest in
/// `JdkWaitsOfThePortableEngineTest`.
@PortableEngine
@Timeout(60)
final class BlockingOnThePortableEngineStory {
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Trail trail = new Trail();
  private final CountDownLatch calling = new CountDownLatch(1);
  private Thread other = Thread.currentThread();

  interface Step {
    Object run() throws Exception;
  }

  @AfterEach
  void theOtherThreadHasEnded() throws InterruptedException {
    other.join();
  }

  /// Has `call` in a task, `answer` in another thread when the call begins, and another task.
  private void tell(Step call, Step answer) {
    other = Thread.ofPlatform().start(() -> answerWhenCalled(answer));
    OneReactor.run(scope -> {
      scope.start(
          "calls",
          () -> {
            calling.countDown();
            trail.add(call.run());
          });
      scope.start("other", () -> trail.add("other"));
    });
  }

  private void answerWhenCalled(Step answer) {
    try {
      calling.await();
      answer.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRequestOfTheHttpClientHoldsTheLoop() throws Exception {
    var server = com.sun.net.httpserver.HttpServer.create(HERE, 0);
    CompletableFuture<Integer> status = new CompletableFuture<>();
    try (var threads = Executors.newCachedThreadPool();
        HttpClient client = HttpClient.newHttpClient()) {
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(status.join(), -1);
            exchange.close();
          });
      server.start();
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      tell(
          () -> client.send(request, BodyHandlers.discarding()).statusCode(),
          () -> status.complete(204));
    } finally {
      server.stop(0);
    }

    trail.assertIs("204", "other");
  }

  @Test
  void aDatagramSocketHoldsTheLoop() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(HERE)) {
      DatagramPacket packet = new DatagramPacket(new byte[9], 9);
      tell(
          () -> {
            socket.receive(packet);
            return packet.getLength();
          },
          () -> {
            socket.send(new DatagramPacket(new byte[7], 7, socket.getLocalSocketAddress()));
            return "sent";
          });
    }

    trail.assertIs("7", "other");
  }

  @Test
  void aSelectorHoldsTheLoop() throws Exception {
    try (Selector selector = Selector.open()) {
      tell(() -> selector.select() + " are ready", selector::wakeup);
    }

    trail.assertIs("0 are ready", "other");
  }
}
