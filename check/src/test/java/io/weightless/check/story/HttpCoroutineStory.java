package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/// The HTTP coroutine of the examples, on its script and on sockets.
class HttpCoroutineStory {
  private static final String EXAMPLE = "examples/HttpCoroutine.java";

  @Test
  void theSameCoroutineAnswersAScriptAndAClient() throws IOException {
    try (Program http = Program.weightless("run", EXAMPLE, "127.0.0.1:0")) {
      String line = http.awaitLine("http on 127\\.0\\.0\\.1:\\d+");
      assertThat(http.out())
          .contains("> GET /you HTTP/1.1\n> Host: here\n")
          .contains("< HTTP/1.1 200 OK\n< Date: Sat, 01 Jan 2000 00:00:00 GMT\n")
          .contains("< hello /you\n")
          .contains("< Connection: close\n< \n< hello me\nthat was the last one\n");

      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      try (Socket client = new Socket("127.0.0.1", port)) {
        client
            .getOutputStream()
            .write(
                ("GET /first HTTP/1.1\r\nHost: here\r\n\r\n"
                        + "POST / HTTP/1.0\r\nContent-Length: 4\r\n\r\nlast")
                    .getBytes(US_ASCII));
        client.shutdownOutput();

        assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
            .startsWith("HTTP/1.1 200 OK\r\n")
            .contains("\r\n\r\nhello /firstHTTP/1.1 200 OK\r\n")
            .endsWith("\r\n\r\nhello last");
      }
      http.terminate();
      assertThat(http.exit()).isNotZero();
    }
  }
}
