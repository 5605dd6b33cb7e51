package io.weightless.check.blocking;

import static io.weightless.check.blocking.OneReactor.untilBlocked;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.testing.Trail;
import io.weightless.testkit.FastEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// TLS sockets of the JDK: a handshake is a conversation, so each end waits for the other.
@FastEngine
@Timeout(60)
final class BlockingTlsStory {
  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir static Path folder;
  private static SSLContext context;
  private final Trail trail = new Trail();

  /// With a certificate that the other end, which has the same store, trusts.
  @BeforeAll
  static void signACertificate() throws Exception {
    Path store = folder.resolve("store");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    keytool.getOutputStream().close();
    if (keytool.waitFor() != 0) {
      throw new AssertionError("keytool failed");
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    context = contextOf(keys);
  }

  private static SSLContext contextOf(KeyStore store) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext both = SSLContext.getInstance("TLS");
    both.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return both;
  }

  private static SSLServerSocket listen() throws IOException {
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void bothEndsOfAHandshakeAreTasksOfOneReactor() throws IOException {
    try (SSLServerSocket server = listen()) {
      OneReactor.run(scope -> {
        scope.start("answers", () -> answer(server));
        untilBlocked("answers");
        try (SSLSocket client = connect(server)) {
          client.getOutputStream().write("ping".getBytes(US_ASCII));
          trail.add(read(client, 4));
        }
      });
    }

    trail.assertIs("ping", "pong");
  }

  private static SSLSocket connect(SSLServerSocket server) throws IOException {
    return (SSLSocket)
        context.getSocketFactory().createSocket(server.getInetAddress(), server.getLocalPort());
  }

  private void answer(SSLServerSocket server) throws IOException {
    try (var customer = server.accept()) {
      trail.add(read((SSLSocket) customer, 4));
      customer.getOutputStream().write("pong".getBytes(US_ASCII));
    }
  }

  private static String read(SSLSocket socket, int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), US_ASCII);
  }

  @Test
  void theHttpClientAsksOverTls() throws Exception {
    try (SSLServerSocket server = listen();
        HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      URI uri = URI.create("https://127.0.0.1:" + server.getLocalPort() + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      OneReactor.run(scope -> {
        scope.start("answers", () -> answerHttp(server));
        trail.add(client.send(request, BodyHandlers.ofString()).body());
      });
    }

    trail.assertIs("GET / HTTP/1.1", "hello");
  }

  private void answerHttp(SSLServerSocket server) throws IOException {
    try (var customer = server.accept();
        var in = new BufferedReader(new InputStreamReader(customer.getInputStream(), US_ASCII))) {
      trail.add(in.readLine());
      while (!in.readLine().isEmpty()) {
        // a header
      }
      String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
      customer.getOutputStream().write(answer.getBytes(US_ASCII));
    }
  }
}
