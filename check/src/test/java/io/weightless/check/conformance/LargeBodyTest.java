package io.weightless.check.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.conformance.Demo.OverTls;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9112, 9.6, and RFC 9110, 15.5.14: bodies that are large, welcome or not.
@ExtendWith(Demo.Provided.class)
final class LargeBodyTest {
  private static final int MEBI = 1 << 20;
  private static final int PIECE = 1 << 16;

  @ParameterizedTest(name = "9112-9.6 {0} {1} while {2} MiB go on")
  @CsvSource({
    "POST, /missing, 10, 404|405",
    "POST, /plaintext, 10, 405",
    "PUT, /page.html, 10, 405",
    "GET, /page.html, 10, 200",
    "POST, /echo, 17, 413",
    "POST, /echo, 40, 413"
  })
  void theClientSeesAnEarlyResponseWhileItSends(
      String method, String path, int size, String statuses, Demo demo) throws IOException {
    String head = method + " " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: ";
    try (RawClient client = demo.connect()) {
      client.send(head + size * MEBI + "\r\n\r\n", Conversation.WHOLE);
      client.send("x".repeat(size * MEBI), PIECE);

      Received early = client.receive(false);
      assertThat(early).isNotNull();
      assertThat(statuses).contains(String.valueOf(early.status()));
    }
  }

  @Test
  void aBodyOf16MebibytesIsEchoedWhole(Demo demo) throws IOException {
    assertEchoed(demo);
  }

  @Test
  void aBodyOf16MebibytesIsEchoedWholeOverTls(@OverTls Demo demo) throws IOException {
    assertEchoed(demo);
  }

  private static void assertEchoed(Demo demo) throws IOException {
    Received echo = echo(demo, "Content-Length: " + 16 * MEBI + "\r\n\r\n", "z".repeat(16 * MEBI));

    assertThat(echo).isNotNull();
    assertThat(echo.isComplete()).isTrue();
    assertThat(echo.content()).hasSize(16 * MEBI);
  }

  @Test
  void chunksOf16MebibytesAreEchoedWholeAndOneMoreOctetIsNot(Demo demo) throws IOException {
    String chunks = ("10000\r\n" + "z".repeat(PIECE) + "\r\n").repeat(16 * MEBI / PIECE);
    String head = "Transfer-Encoding: chunked\r\n\r\n";

    Received whole = echo(demo, head, chunks + "0\r\n\r\n");
    assertThat(whole).isNotNull();
    assertThat(whole.isComplete()).isTrue();
    assertThat(whole.content()).hasSize(16 * MEBI);

    Received cut = echo(demo, head, chunks + "1\r\nz\r\n0\r\n\r\n");
    assertThat(cut).isNotNull();
    assertThat(cut.status() == 413 || !cut.isComplete()).isTrue();
  }

  /// Sends from another thread: the server reads no further than its response is read.
  private static @Nullable Received echo(Demo demo, String framing, String body)
      throws IOException {
    try (RawClient client = demo.connect()) {
      client.send("POST /echo HTTP/1.1\r\nHost: a\r\n" + framing, Conversation.WHOLE);
      Thread sender = Thread.ofPlatform().start(() -> client.send(body, PIECE));
      Received received = client.receive(false);
      join(sender);
      return received;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
