package io.weightless.http.coding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9110, sections 8.4, 8.8.3 and 12.5.3: which responses are coded, how, and what they say.
final class CompressionTest {
  private static final String TEXT = "It was the best of times, it was the worst. ".repeat(40);

  private final CountedCoding gzip = new CountedCoding(ContentCoding.gzip());
  private final CountedCoding deflate = new CountedCoding(ContentCoding.deflate());
  private final Compression compression = Compression.of(Codings.of(gzip, deflate));

  @ParameterizedTest(name = "{0} means {1}")
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "gzip | gzip",
        "x-gzip | gzip",
        "deflate | deflate",
        "gzip, deflate, br, zstd | gzip",
        "deflate, gzip | gzip",
        "gzip;q=0.5, deflate | deflate",
        "gzip;q=0.999, deflate;q=0.998, dontknowthisone;q=1 | gzip",
        "gzip;q=0, deflate;q=1.0 | deflate",
        "* | gzip",
        "gzip;q=0, * | deflate",
        "identity;q=0 | ''",
        "identity;q=0, * | gzip",
        "identity, gzip;q=0.5 | ''",
        "br, zstd | ''",
        "*;q=0 | ''",
        "'' | ''",
      })
  void theBestLikedCodingIsTaken(String accept, String expected) throws Exception {
    serve(
        _ -> Response.ok(TEXT),
        client -> {
          Answer answer = get(client, accept);

          assertThat(answer.field("Content-Encoding")).isEqualTo(expected);
          assertThat(answer.field("Vary")).isEqualTo("Accept-Encoding");
          assertThat(plain(answer)).isEqualTo(TEXT);
        });
    assertThat(gzip.open() + deflate.open()).isZero();
  }

  @Test
  void aClientThatSaysNothingGetsItAsItIs() throws Exception {
    serve(
        _ -> Response.ok(TEXT),
        client -> {
          Answer answer = client.get("/");

          assertThat(answer.body()).isEqualTo(TEXT);
          assertThat(answer.field("Vary")).isEqualTo("Accept-Encoding");
        });
  }

  @Test
  void theLengthIsThatOfWhatIsSent() throws Exception {
    serve(
        _ -> Response.ok(TEXT),
        client -> {
          Answer answer = get(client, "gzip");

          assertThat(answer.field("Content-Length")).isEqualTo("" + answer.body().length());
          assertThat(answer.body()).hasSizeLessThan(TEXT.length() / 5);
        });
  }

  @Test
  void whatDoesNotGetShorterBecomesLongerAndStaysWhole() throws Exception {
    byte[] random = new byte[60_000];
    new Random(1).nextBytes(random);
    serve(
        _ -> Response.of("text/plain", random),
        client -> {
          Answer answer = get(client, "gzip");

          assertThat(answer.body().length()).isGreaterThan(random.length);
          assertThat(plain(answer)).isEqualTo(new String(random, ISO_8859_1));
        });
  }

  @Test
  void itIsWorthItFromTheLeastBytesOn() throws Exception {
    Handler handler =
        request -> Response.ok("x".repeat(Integer.parseInt(request.path().substring(1))));
    serve(
        handler,
        client -> {
          assertThat(get(client, "/1024", "gzip").field("Content-Encoding")).isEqualTo("gzip");
          Answer less = get(client, "/1023", "gzip");
          assertThat(less.field("Content-Encoding") + less.field("Vary")).isEmpty();
        });
    World.serve(
        handler.in(compression.from(10)),
        served -> {
          assertThat(get(served.client(), "/10", "gzip").field("Content-Encoding"))
              .isEqualTo("gzip");
          assertThat(get(served.client(), "/9", "gzip").field("Content-Encoding")).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html; charset=utf-8", "TEXT/CSS", "application/json", "application/problem+json",
        "image/svg+xml", "application/javascript", "application/wasm", "text/event-stream"
      })
  void textsAndTheLikeAreWorthIt(String type) throws Exception {
    serve(
        _ -> Response.of(type, Zipped.bytes(TEXT)),
        client -> assertThat(get(client, "gzip").field("Content-Encoding")).isEqualTo("gzip"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "video/mp4", "application/zip", "application/octet-stream"})
  void whatIsShortAlreadyIsCodedOnlyWhereNothingElseWillDo(String type) throws Exception {
    serve(
        _ -> Response.of(type, Zipped.bytes(TEXT)),
        client -> {
          Answer plain = get(client, "gzip");
          assertThat(plain.field("Content-Encoding") + plain.field("Vary")).isEmpty();
          assertThat(plain(get(client, "gzip, identity;q=0"))).isEqualTo(TEXT);
          assertThat(get(client, "gzip, identity;q=0").field("Content-Encoding")).isEqualTo("gzip");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Encoding, enlightened",
    "Content-Range, bytes 0-1/2",
    "Content-Digest, sha-256=:abc=:",
    "Repr-Digest, sha-256=:abc=:",
    "Cache-Control, 'private, no-transform'"
  })
  void whatMustStayAsItIsDoes(String name, String value) throws Exception {
    serve(
        _ -> Response.ok(TEXT).with(name, value),
        client -> {
          Answer answer = get(client, "gzip, identity;q=0");

          assertThat(answer.body()).isEqualTo(TEXT);
          assertThat(answer.field(name)).isEqualTo(value);
          assertThat(answer.field("Vary")).isEmpty();
        });
  }

  @Test
  void partsAndResponsesWithoutABodyStayAsTheyAre() throws Exception {
    Handler handler =
        request ->
            switch (request.path()) {
              case "/part" -> Response.text(Status.PARTIAL_CONTENT, TEXT);
              case "/none" -> Response.text(Status.NO_CONTENT, TEXT);
              case "/empty" -> Response.of(Status.OK).with("Content-Type", "text/plain");
              default -> Response.text(Status.NOT_FOUND, TEXT);
            };
    serve(
        handler,
        client -> {
          for (String path : new String[] {"/part", "/none", "/empty"}) {
            Answer answer = get(client, path, "gzip");
            assertThat(answer.field("Content-Encoding") + answer.field("Vary")).isEmpty();
          }
          assertThat(get(client, "/error", "gzip").field("Content-Encoding")).isEqualTo("gzip");
        });
  }

  @Test
  void aStrongTagBecomesAWeakOneAndRangesAreNotOffered() throws Exception {
    Handler handler =
        request -> {
          Response response =
              request.headers().contains("If-None-Match")
                  ? Response.of(Status.NOT_MODIFIED)
                  : Response.ok(TEXT).with("Accept-Ranges", "bytes").with("Vary", "Origin");
          return response.with("ETag", request.path().equals("/weak") ? "W/\"1\"" : "\"1\"");
        };
    serve(
        handler,
        client -> {
          Answer answer = get(client, "gzip");
          assertThat(answer.field("ETag")).isEqualTo("W/\"1\"");
          assertThat(answer.field("Accept-Ranges")).isEmpty();
          assertThat(answer.head()).contains("Vary: Origin\r\n", "Vary: Accept-Encoding\r\n");
          assertThat(get(client, "/weak", "gzip").field("ETag")).isEqualTo("W/\"1\"");

          Answer plain = client.get("/");
          assertThat(plain.field("ETag")).isEqualTo("\"1\"");
          assertThat(plain.field("Accept-Ranges")).isEqualTo("bytes");
        });
    serve(
        handler,
        client -> {
          client.send("GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"0\", W/\"1\"\r\n\r\n");
          Answer same = client.receive();
          assertThat(same.field("ETag")).isEqualTo("W/\"1\"");
          assertThat(same.field("Vary")).isEqualTo("Accept-Encoding");

          client.send("GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"1\"\r\n\r\n");
          assertThat(client.receive().field("ETag")).isEqualTo("\"1\"");
        });
  }

  @Test
  void toHeadTheSameIsSaidButForTheLength() throws Exception {
    serve(
        _ -> Response.ok(TEXT).with("ETag", "\"1\""),
        client -> {
          client.send("HEAD / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
          Answer head = client.receiveHead();
          Answer whole = get(client, "gzip");

          for (String field : new String[] {"Content-Type", "Content-Encoding", "ETag", "Vary"}) {
            assertThat(head.field(field)).isNotEmpty().isEqualTo(whole.field(field));
          }
          assertThat(head.field("Content-Length")).isEmpty();
        });
    assertThat(gzip.opened).isOne();
  }

  @Test
  void whatCarriesTheFieldsOfAnotherMiddlewareKeepsThem() throws Exception {
    Handler handler = _ -> Response.ok(TEXT).with("X-A", "1").with("X-B", "2");
    serve(
        handler,
        client ->
            assertThat(get(client, "gzip").head())
                .contains("X-A: 1\r\nX-B: 2\r\n")
                .contains("Content-Encoding: gzip\r\nContent-Length: "));
  }

  @Test
  void withoutItNothingIsCoded() throws Exception {
    World.serve(
        _ -> Response.ok(TEXT),
        served -> assertThat(get(served.client(), "gzip").body()).isEqualTo(TEXT));
  }

  @Test
  void theBytesOfAHandlerStayWhereTheyAre() throws Exception {
    ByteBuffer shared = ByteBuffer.wrap(Zipped.bytes(TEXT)).asReadOnlyBuffer();
    serve(
        _ -> Response.ok("").with(new Body.Bytes(shared)),
        client -> {
          assertThat(plain(get(client, "gzip"))).isEqualTo(TEXT);
          assertThat(plain(get(client, "deflate"))).isEqualTo(TEXT);
        });
    assertThat(shared.remaining()).isEqualTo(TEXT.length());
  }

  private interface Session {
    void run(Client client) throws Exception;
  }

  private void serve(Handler handler, Session session) throws Exception {
    World.serve(handler.in(compression), served -> session.run(served.client()));
  }

  private static Answer get(Client client, String accept) throws Exception {
    return get(client, "/", accept);
  }

  private static Answer get(Client client, String path, String accept) throws Exception {
    client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: " + accept + "\r\n\r\n");
    return client.receive();
  }

  private static String plain(Answer answer) throws Exception {
    return Zipped.plain(answer.field("Content-Encoding"), answer.body());
  }
}
