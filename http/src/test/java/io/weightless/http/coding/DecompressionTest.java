package io.weightless.http.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 9110, section 8.4, and RFC 7694.
final class DecompressionTest {
  private static final Handler READS =
      request -> Response.ok(new String(request.body().readAll(200_000), ISO_8859_1));

  private final CountedCoding gzip = new CountedCoding(ContentCoding.gzip());
  private final List<Request> seen = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "gzip",
    "x-gzip",
    "GZip",
    "deflate",
    "x-deflate",
    "'identity, gzip'",
    "' gzip , '",
    "'gzip,deflate'"
  })
  void aBodyIsDecodedAndItsFieldsAreGone(String field) throws Exception {
    byte[] coded =
        field.contains("gzip") || field.equals("GZip") ? Zipped.gzip("body") : Zipped.zlib("body");
    byte[] sent = field.equals("gzip,deflate") ? Zipped.zlib(coded) : coded;
    serve(
        READS,
        client -> {
          post(client, field, sent);

          assertThat(client.receive().body()).isEqualTo("body");
        });
    assertThat(seen.getFirst().headers().contains("Content-Encoding")).isFalse();
    assertThat(seen.getFirst().headers().contains("Content-Length")).isFalse();
    assertThat(seen.getFirst().headers().contains("Host")).isTrue();
    assertThat(seen.getFirst().body().length()).isEqualTo(-1);
  }

  @Test
  void aChunkedBodyIsDecodedTooAndItsCodingMayBeSplit() throws Exception {
    String coded = text(Zipped.zlib("abcdefghij"));
    serve(
        READS,
        client -> {
          client.send(
              "POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: deflate\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n"
                  + "f\r\n"
                  + coded.substring(0, 15)
                  + "\r\n");
          World.settle();
          client.send(
              Integer.toHexString(coded.length() - 15)
                  + "\r\n"
                  + coded.substring(15)
                  + "\r\n0\r\n\r\n");

          assertThat(client.receive().body()).isEqualTo("abcdefghij");
          assertThat(client.get("/").status()).isEqualTo(200);
        });
  }

  @Test
  void whatIsNotCodedPassesAsItIs() throws Exception {
    serve(
        READS,
        client -> {
          client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
          assertThat(client.receive().body()).isEqualTo("body");
          post(client, "identity", Zipped.bytes("body"));
          assertThat(client.receive().body()).isEqualTo("body");
        });
    assertThat(seen.getFirst().headers().first("Content-Length")).isEqualTo("4");
    assertThat(seen.getLast().headers().contains("Content-Encoding")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"unknown", "'gzip, br'", "gzip;q=1"})
  void anUnknownCodingIsRefusedBeforeTheHandler(String field) throws Exception {
    serve(
        READS,
        client -> {
          post(client, field, Zipped.gzip("body"));
          Answer answer = client.receive();

          assertThat(answer.status()).isEqualTo(415);
          assertThat(answer.field("Accept-Encoding")).isEqualTo("gzip, deflate");
          assertThat(client.get("/").status()).isEqualTo(200);
        });
    assertThat(seen).hasSize(1); // the one that came then
  }

  @Test
  void whatIsMalformedOrTooMuchIsAnswered() throws Exception {
    DecodingLimits limits = DecodingLimits.DEFAULT.withBytes(3);
    World.serve(
        READS.in(Decompression.of(Codings.of(gzip), limits)),
        served -> {
          post(served.client(), "gzip", Zipped.bytes("body"));
          assertThat(served.client().receive().status()).isEqualTo(400);
          post(served.client(), "gzip", Zipped.gzip("body"));
          assertThat(served.client().receive().status()).isEqualTo(413);
          post(served.client(), "gzip, gzip, gzip", Zipped.gzip("body"));
          Answer tooOften = served.client().receive();
          assertThat(tooOften.status()).isEqualTo(415);
          assertThat(tooOften.field("Accept-Encoding")).isEqualTo("gzip");
          post(served.client(), "gzip", Zipped.gzip("bod"));
          assertThat(served.client().receive().body()).isEqualTo("bod");
        });
    assertThat(gzip.open()).isZero();
  }

  @Test
  void whatAHandlerLeavesIsFreed() throws Exception {
    Handler leaves =
        request -> {
          request.body().read();
          return Response.ok("enough");
        };
    World.serve(
        leaves.in(Decompression.of(Codings.of(gzip), DecodingLimits.DEFAULT)),
        served -> {
          post(served.client(), "gzip", Zipped.gzip(Zipped.words(20_000)));
          assertThat(served.client().receive().body()).isEqualTo("enough");
          assertThat(served.client().get("/").status()).isEqualTo(200);
        });
    assertThat(gzip.opened).isOne();
    assertThat(gzip.open()).isZero();
  }

  @Test
  void aWriterMayStillReadIt() throws Exception {
    Handler echoes =
        request ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      ByteBuffer part = request.body().read();
                      sink.write(part); // and no more
                    }));
    World.serve(
        echoes.in(Decompression.of(Codings.of(gzip), DecodingLimits.DEFAULT)),
        served -> {
          post(served.client(), "gzip", Zipped.gzip(Zipped.words(20_000)));
          assertThat(served.client().receive().body()).isEqualTo(text(Zipped.words(8192)));
        });
    assertThat(gzip.opened).isOne();
    assertThat(gzip.open()).isZero();
  }

  @Test
  void whatAWriterWouldReadIsFreedWhereNoneRuns() throws Exception {
    Handler streams =
        request -> {
          request.body().read();
          return Response.of(Status.OK).with(new Body.Streamed(_ -> {}));
        };
    byte[] body = Zipped.gzip(Zipped.words(20_000));
    World.serve(
        streams.in(Decompression.of(Codings.of(gzip), DecodingLimits.DEFAULT)),
        served -> {
          served
              .client()
              .send(
                  "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n"
                      + text(body));
          assertThat(served.client().receiveHead().status()).isEqualTo(200);
        });
    assertThat(gzip.opened).isOne();
    assertThat(gzip.open()).isZero();
  }

  private interface Session {
    void run(Client client) throws Exception;
  }

  private void serve(Handler handler, Session session) throws Exception {
    Handler watched =
        request -> {
          seen.add(request);
          return handler.handle(request);
        };
    World.serve(watched.in(Decompression.standard()), served -> session.run(served.client()));
  }

  private static void post(Client client, String field, byte[] body) throws Exception {
    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding:"
            + field
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n"
            + text(body));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
