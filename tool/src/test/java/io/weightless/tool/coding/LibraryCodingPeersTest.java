package io.weightless.tool.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.coding.Compression;
import io.weightless.net.Address;
import io.weightless.offload.Offload;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// curl decodes what our encoders make.
final class LibraryCodingPeersTest {
  private static final String TEXT = "All that glitters is not gold. ".repeat(10_000);
  private static final Handler HANDLER =
      request -> {
        byte[] text = TEXT.getBytes(ISO_8859_1);
        return request.path().equals("/streamed")
            ? streamed(text)
            : Response.of("text/plain", request.path().equals("/small") ? small(text) : text);
      };

  @Test
  @Needs("curl")
  void curlDecodesBrotliAndZstd() throws Exception {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        try (Offload offload = Offload.open()) {
          Scope.join(scope -> {
            Handler handler = HANDLER.in(Compression.standard());
            HttpServer server = HttpServer.listen(scope, new Address("127.0.0.1", 0), handler);
            offload.call(() -> ask("http://" + server.address()));
            scope.cancel("asked");
          });
        }
      });
    }
  }

  private static boolean ask(String root) throws Exception {
    String known = curl("--version");
    for (String coding : List.of("br", "zstd")) {
      if (!known.contains(coding.equals("br") ? "brotli" : "zstd")) {
        continue; // one without it can't say anything
      }
      String accept = "-HAccept-Encoding:" + coding;
      for (String path : List.of("/small", "/large", "/streamed")) {
        String whole = curl("-sS", "--compressed", "-D-", accept, root + path);

        assertThat(whole).contains("Content-Encoding: " + coding + "\r\n");
        assertThat(whole.substring(whole.indexOf("\r\n\r\n") + 4))
            .isEqualTo(path.equals("/small") ? TEXT.substring(0, 5000) : TEXT);
      }
    }
    return true;
  }

  private static byte[] small(byte[] text) {
    return Arrays.copyOf(text, 5000);
  }

  private static Response streamed(byte[] text) {
    return Response.of(Status.OK)
        .with("Content-Type", "text/plain")
        .with(
            new Body.Streamed(sink -> {
              sink.write(ByteBuffer.wrap(text, 0, 100));
              sink.write(ByteBuffer.wrap(text, 100, text.length - 100));
            }));
  }

  private static String curl(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
