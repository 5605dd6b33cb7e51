package io.weightless.check.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.Body;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.Sender;
import io.weightless.http.form.Form;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;

/// A good client: it asks one thing after the other, looks closely at each answer, and now and then
/// changes its mind.
final class Visitor {
  private static final int LIMIT = 4 << 20;

  private final Sender sender;
  private final Server server;
  private final Findings findings;
  private final SplittableRandom random;
  private final Clock clock = Reactor.current().clock();

  Visitor(Sender sender, Server server, Findings findings, long seed) {
    this.sender = sender;
    this.server = server;
    this.findings = findings;
    this.random = new SplittableRandom(seed);
  }

  /// @param end by the clock's nanoseconds
  void visitUntil(long end) {
    while (clock.nanos() - end < 0) {
      String path = "";
      try {
        int deed = random.nextInt(8);
        path = "deed " + deed;
        visit(deed);
      } catch (IOException | RuntimeException failure) {
        findings.complain(path + ": " + failure);
      }
    }
  }

  private void visit(int deed) throws IOException {
    long number = random.nextLong(1, 100_000);
    switch (deed) {
      case 0 -> expect(get("/plaintext"), "Hello, World!");
      case 1 -> expect(get("/page.txt"), "a page\n");
      case 2 -> expect(get("/items/" + number), item(number));
      case 3 -> expect(get("/proxied/" + number), item(number));
      case 4 -> echo(random.nextInt(256 * 1024));
      case 5 -> form("buy " + number + " & more");
      case 6 -> upload(random.nextInt(1, 200_000));
      default -> changeMind();
    }
  }

  private ClientRequest get(String path) {
    ClientRequest request = ClientRequest.get(url(path));
    return random.nextBoolean() ? request : request.with("Accept-Encoding", "identity");
  }

  private String url(String path) {
    return server.url(random.nextInt(4) == 0, path);
  }

  private static String item(long id) {
    return ("item " + id + "\n").repeat((int) (id % 1000) + 1);
  }

  private void expect(ClientRequest request, String expected) throws IOException {
    try (ClientResponse answer = sender.send(request)) {
      String text = answer.text(LIMIT);
      if (answer.status().code() == 200 && text.equals(expected)) {
        findings.answered();
      } else {
        findings.complain(
            request + " was answered by " + answer.status() + ", " + text.length() + " bytes");
      }
    }
  }

  /// Sent as it is made, while the answer is read.
  private void echo(int length) throws IOException {
    byte[] content = new byte[length];
    random.nextBytes(content);
    Body streamed =
        new Body.Streamed(sink -> {
          for (int at = 0; at < length; at += 10_000) {
            sink.write(ByteBuffer.wrap(content, at, Math.min(10_000, length - at)));
          }
        });
    expectLatin(ClientRequest.post(url("/echo"), streamed), new String(content, ISO_8859_1));
  }

  private void expectLatin(ClientRequest request, String expected) throws IOException {
    try (ClientResponse answer = sender.send(request)) {
      String text = new String(answer.body().readAll(LIMIT), ISO_8859_1);
      if (answer.status().code() == 200 && text.equals(expected)) {
        findings.answered();
      } else {
        findings.complain(
            request + " was not echoed: " + answer.status() + ", " + text.length() + " bytes");
      }
    }
  }

  private void form(String text) throws IOException {
    Form form = Form.of("note", text);
    ClientRequest request =
        ClientRequest.post(url("/form"), form.body()).with("Content-Type", Form.TYPE);
    expect(request, form.toString());
  }

  private void upload(int length) throws IOException {
    String head = "Content-Disposition: form-data; name=";
    String body =
        "--edge\r\n"
            + head
            + "\"note\"\r\n\r\nhello\r\n--edge\r\n"
            + head
            + "\"file\"; filename=\"a.bin\"\r\n\r\n"
            + "x".repeat(length)
            + "\r\n--edge--\r\n";
    ClientRequest request =
        ClientRequest.post(url("/upload"), ClientRequest.bytes(body.getBytes(ISO_8859_1)))
            .with("Content-Type", "multipart/form-data; boundary=edge");
    expect(request, "2 " + (length + 5));
  }

  /// Reads a part of what is large, and leaves, or is cut off by a deadline.
  private void changeMind() throws IOException {
    Duration patience = Duration.ofMillis(random.nextInt(1, 50));
    try {
      Scope.run(
          Deadline.after(patience),
          _ -> {
            try (ClientResponse answer = sender.send(ClientRequest.get(url("/large.bin")))) {
              long bytes = 0;
              while (bytes < 1 << 20) {
                bytes += Objects.requireNonNull(answer.body().read()).remaining();
              }
            }
            return null;
          });
    } catch (DeadlineExceeded _) {
      // so it was meant
    }
  }
}
