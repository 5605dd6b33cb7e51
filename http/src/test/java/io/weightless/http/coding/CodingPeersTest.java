package io.weightless.http.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.LiveServer;
import io.weightless.testkit.Needs;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Codings through real sockets, with peers that are not of this project.
final class CodingPeersTest {
  private static final String TEXT = new String(Zipped.words(300_000), ISO_8859_1);

  /// Says what was sent, from memory or streamed.
  private static final Handler ECHO =
      request -> {
        byte[] body =
            request.target().startsWith("/post")
                ? request.body().readAll(1_000_000)
                : TEXT.substring(0, Integer.parseInt(request.path().substring(1))).getBytes(UTF_8);
        Response response = Response.of("text/plain", body);
        return "stream".equals(request.query()) ? streamed(response, body) : response;
      };

  @Test
  @Needs("curl")
  void curlDecodesWhatItGets() throws Exception {
    try (LiveServer server = server()) {
      for (String coding : List.of("gzip", "deflate")) {
        for (String target : List.of("/5000", "/300000", "/300000?stream")) {
          String url = server.uri(target).toString();
          String length = target.replaceAll("\\D", "");
          String head = "-HAccept-Encoding:" + coding;

          assertThat(output("curl", "-sS", "--compressed", head, url))
              .isEqualTo(TEXT.substring(0, Integer.parseInt(length)));
          assertThat(output("curl", "-sS", "--compressed", head, "-D-", "-o/dev/null", url))
              .contains("Content-Encoding: " + coding + "\r\n");
        }
      }
    }
  }

  @Test
  @Needs("python3")
  void whatPythonCodesIsDecodedAndTheOtherWayRound() throws Exception {
    String script =
        """
        import gzip, sys, urllib.request, zlib
        text = b'it is what it is. ' * 5000
        bare = zlib.compressobj(9, zlib.DEFLATED, -15)
        for coding, body in (('gzip', gzip.compress(text)),
                             ('gzip', gzip.compress(text[:9]) + gzip.compress(text[9:])),
                             ('deflate', zlib.compress(text)),
                             ('deflate', bare.compress(text) + bare.flush()),
                             ('gzip, deflate', zlib.compress(gzip.compress(text)))):
            for accept, decode in (('gzip', gzip.decompress), ('deflate', zlib.decompress)):
                for target in ('/post', '/post?stream'):
                    request = urllib.request.Request(sys.argv[1] + target, body,
                        {'Content-Encoding': coding, 'Accept-Encoding': accept})
                    with urllib.request.urlopen(request) as response:
                        assert response.headers['Content-Encoding'] == accept, accept
                        assert decode(response.read()) == text, (coding, accept, target)
        print('fine')
        """;
    try (LiveServer server = server()) {
      String root = server.uri("").toString();

      assertThat(output("python3", "-c", script, root)).isEqualTo("fine\n");
    }
  }

  private static LiveServer server() throws Exception {
    return LiveServer.start(() -> ECHO.in(Compression.standard(), Decompression.standard()));
  }

  private static Response streamed(Response response, byte[] body) {
    return Response.of(Status.OK)
        .with(response.headers())
        .with(
            new Body.Streamed(sink -> {
              for (int at = 0; at < body.length; at += 50_000) {
                sink.write(ByteBuffer.wrap(body, at, Math.min(50_000, body.length - at)));
              }
            }));
  }

  private static String output(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
