package io.weightless.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.demo.Demo;
import io.weightless.http.kit.LiveServer;
import io.weightless.scope.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server on real sockets, with clients that know nothing of it: the JDK's, and bytes by hand.
final class EndToEndTest {
  private static final String GET = "GET /plaintext HTTP/1.1\r\nHost: a\r\n\r\n";

  @TempDir private Path root = Path.of("");

  @Test
  void theClientOfTheJdkIsServed() throws Exception {
    Files.writeString(root.resolve("a.txt"), "content");
    try (LiveServer server = LiveServer.start(this::demo);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, server, "/plaintext").body()).isEqualTo("Hello, World!");
      assertThat(get(client, server, "/a.txt").body()).isEqualTo("content");
      assertThat(get(client, server, "/nothing").statusCode()).isEqualTo(404);
      assertThat(get(client, server, "/").body()).contains("a.txt");
      HttpResponse<String> head =
          client.send(
              HttpRequest.newBuilder(server.uri("/a.txt")).HEAD().build(), BodyHandlers.ofString());
      assertThat(head.headers().firstValue("content-length")).hasValue("7");
    }
  }

  @Test
  void aLargeBodyIsEchoedInBothFramings() throws Exception {
    byte[] body = random(3_000_000);
    try (LiveServer server = LiveServer.start(this::demo);
        HttpClient client = HttpClient.newHttpClient()) {
      for (HttpRequest.BodyPublisher publisher :
          List.of(
              BodyPublishers.ofByteArray(body),
              BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))) {
        HttpRequest request =
            HttpRequest.newBuilder(server.uri("/echo"))
                .header("Content-Type", "a/b")
                .POST(publisher)
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("content-type")).hasValue("a/b");
        assertThat(Arrays.equals(response.body(), body)).isTrue();
      }
    }
  }

  @Test
  void theClientOfTheJdkIsAskedForItsBody() throws Exception {
    try (LiveServer server = LiveServer.start(this::demo);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri("/echo"))
              .expectContinue(true)
              .POST(BodyPublishers.ofString("hello"))
              .build();

      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("hello");
    }
  }

  @Test
  void aLargeFileArrivesWhole() throws Exception {
    byte[] content = random(20_000_000);
    Files.write(root.resolve("large.bin"), content);
    try (LiveServer server = LiveServer.start(this::demo);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.uri("/large.bin")).build();

      byte[] body = client.send(request, BodyHandlers.ofByteArray()).body();

      assertThat(Arrays.equals(body, content)).isTrue();
    }
  }

  @Test
  void manyClientsAreServedAtOnce() throws Exception {
    try (LiveServer server = LiveServer.start(this::demo);
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/plaintext")).build();
        responses.add(client.sendAsync(request, BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> response : responses) {
        assertThat(response.get().body()).isEqualTo("Hello, World!");
      }
    }
  }

  @Test
  void pipelinedRequestsAreAllAnswered() throws Exception {
    try (LiveServer server = LiveServer.start(this::demo);
        Socket socket = server.connect()) {
      send(socket, GET.repeat(999) + GET.replace("Host", "Connection: close\r\nHost"));

      String all = rest(socket);

      assertThat(all.split("Hello, World!", -1)).hasSize(1001);
      assertThat(all).endsWith("Hello, World!");
    }
  }

  @Test
  void rubbishIsRefusedAndTheServerGoesOn() throws Exception {
    try (LiveServer server = LiveServer.start(this::demo)) {
      for (String rubbish : List.of("\0\0\0", "GET\n", "G".repeat(9000), "\u0016\u0003\u0001")) {
        try (Socket socket = server.connect()) {
          send(socket, rubbish);
          assertThat(rest(socket)).startsWith("HTTP/1.1 4").contains("Connection: close");
        }
      }
      try (Socket socket = server.connect()) {
        send(socket, GET.replace("Host", "Connection: close\r\nHost"));
        assertThat(rest(socket)).startsWith("HTTP/1.1 200 OK").endsWith("Hello, World!");
      }
    }
  }

  @Test
  void aClientThatSendsTooMuchStillSeesTheResponse() throws Exception {
    try (LiveServer server = LiveServer.start(this::demo);
        Socket socket = server.connect()) {
      send(socket, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
      for (int i = 0; i < 50; i++) {
        send(socket, "x".repeat(10_000));
      }

      assertThat(rest(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void clientsThatVanishLeaveNothingBehind() throws Exception {
    Files.write(root.resolve("large.bin"), random(5_000_000));
    String large = GET.replace("plaintext", "large.bin");
    String post = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc";
    try (LiveServer server = LiveServer.start(this::demo)) {
      for (String request : List.of("", "GET ", GET, large, post)) {
        for (int linger : List.of(-1, 0)) {
          Socket socket = server.connect();
          socket.setSoLinger(linger == 0, 0);
          send(socket, request);
          socket.close();
        }
      }
      try (Socket socket = server.connect()) {
        send(socket, GET.replace("Host", "Connection: close\r\nHost"));
        assertThat(rest(socket)).endsWith("Hello, World!");
      }
    }
  }

  @Test
  void aDownloadThatIsGoingOnIsFinishedWhenTheServerDrains() throws Exception {
    byte[] content = random(20_000_000);
    Files.write(root.resolve("large.bin"), content);
    try (LiveServer server = LiveServer.start(this::demo, Limits.DEFAULT, Duration.ofSeconds(20));
        Socket idle = server.connect();
        Socket busy = server.connect()) {
      send(busy, GET.replace("plaintext", "large.bin"));
      InputStream in = busy.getInputStream();
      byte[] start = in.readNBytes(100_000);

      server.drain();

      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      idle.shutdownOutput();
      byte[] rest = in.readAllBytes();
      busy.shutdownOutput();
      assertThat(server.drained()).isTrue();
      int head = new String(start, ISO_8859_1).indexOf("\r\n\r\n") + 4;
      assertThat(start.length - head + rest.length).isEqualTo(content.length);
      assertThatThrownBy(server::connect).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aDownloadIsFinishedAlsoWhenTheNextRequestWasSentAlready() throws Exception {
    byte[] content = random(20_000_000);
    Files.write(root.resolve("large.bin"), content);
    try (LiveServer server = LiveServer.start(this::demo, Limits.DEFAULT, Duration.ofSeconds(20));
        Socket idle = server.connect();
        Socket busy = server.connect()) {
      send(busy, GET.replace("plaintext", "large.bin"));
      InputStream in = busy.getInputStream();
      byte[] start = in.readNBytes(100_000);
      send(busy, GET);

      server.drain();

      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      idle.shutdownOutput();
      byte[] rest = in.readAllBytes();
      busy.shutdownOutput();
      assertThat(server.drained()).isTrue();
      int head = new String(start, ISO_8859_1).indexOf("\r\n\r\n") + 4;
      assertThat(start.length - head + rest.length).isEqualTo(content.length);
    }
  }

  @Test
  void whatDoesNotFinishIsCutWhenTheTimeIsOver() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Handler slow =
        _ -> {
          begun.countDown();
          Task.sleep(Duration.ofDays(1));
          return Response.ok("");
        };
    try (LiveServer server = LiveServer.start(() -> slow, Limits.DEFAULT, Duration.ofMillis(50));
        Socket socket = server.connect()) {
      send(socket, GET);
      begun.await(); // or it would find an idle connection, which is no matter
      server.drain();

      assertThat(server.drained()).isFalse();
      assertThat(rest(socket)).isEmpty();
    }
  }

  @Test
  void aFullServerSaysSo() throws Exception {
    Limits one = Limits.DEFAULT.with(new Limits.Connections(1, 1, 1 << 20));
    try (LiveServer server = LiveServer.start(this::demo, one, Duration.ZERO);
        Socket first = server.connect()) {
      send(first, GET);
      assertThat(first.getInputStream().read()).isEqualTo('H');
      try (Socket second = server.connect()) {
        send(second, GET);
        assertThat(rest(second)).startsWith("HTTP/1.1 503 ");
      }
    }
  }

  private Handler demo() throws IOException {
    return new Demo(StaticFiles.below(root));
  }

  private static HttpResponse<String> get(HttpClient client, LiveServer server, String target)
      throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.uri(target)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
