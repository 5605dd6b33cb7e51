package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import io.weightless.http.coding.Codings;
import io.weightless.http.coding.DecodingLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// What is asked for, and what is made of what comes.
final class DecompressingTest {
  private static final DecodingLimits LIMITS = DecodingLimits.DEFAULT.withBytes(10_000);
  private final List<ClientRequest> sent = new ArrayList<>();
  private int closed;

  private Sender answering(Headers headers, byte[] body) {
    Sender server =
        request -> {
          sent.add(request);
          return ClientResponse.of(
              request, Status.OK, headers, IncomingBody.of(body), () -> closed++);
        };
    return new Decompressing(server, Codings.standard(), LIMITS);
  }

  private static byte[] zipped(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static Headers coded(String coding, byte[] body) {
    return Headers.of(
        "Content-Encoding",
        coding,
        "Content-Length",
        "" + body.length,
        "Content-Type",
        "text/plain");
  }

  @Test
  void whatIsCompressedIsAskedForAndReadAsItWas() throws IOException {
    byte[] body = zipped("a page".getBytes(US_ASCII));
    Sender client = answering(coded("gzip", body), body);

    try (ClientResponse response = client.send(ClientRequest.get("http://a.test/"))) {
      assertThat(response.text(100)).isEqualTo("a page");
      assertThat(response.headers()).hasToString("Content-Type: text/plain\r\n");
    }

    assertThat(sent.getFirst().headers().first("Accept-Encoding")).isEqualTo("gzip, deflate");
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void whatIsNotCodedStaysAsItIs() throws IOException {
    Sender client = answering(Headers.of("Content-Length", "1"), new byte[] {'x'});

    ClientResponse response = client.send(ClientRequest.get("http://a.test/"));

    assertThat(response.text(1)).isEqualTo("x");
    assertThat(response.headers().contains("Content-Length")).isTrue();
  }

  @Test
  void whoSaysItselfWhatItAcceptsGetsThat() throws IOException {
    byte[] body = zipped(new byte[5]);
    Sender client = answering(coded("gzip", body), body);

    ClientResponse response =
        client.send(ClientRequest.get("http://a.test/").with("Accept-Encoding", "gzip"));

    assertThat(response.body().readAll(1000)).isEqualTo(body);
    assertThat(response.headers().contains("Content-Encoding")).isTrue();
  }

  @Test
  void whoeverWantsAPartGetsItAsItIs() throws IOException {
    byte[] part = Arrays.copyOfRange(zipped("a page".getBytes(US_ASCII)), 5, 15);
    Sender client = answering(coded("gzip", part), part);

    ClientResponse response =
        client.send(ClientRequest.get("http://a.test/").with("Range", "bytes=5-14"));

    assertThat(sent.getLast().headers().contains("Accept-Encoding")).isFalse();
    assertThat(response.body().readAll(100)).isEqualTo(part);
  }

  @Test
  void aResponseWithoutABodyKeepsWhatItSays() throws IOException {
    Sender client = answering(coded("gzip", new byte[0]), new byte[0]);

    ClientResponse response = client.send(ClientRequest.head("http://a.test/"));

    assertThat(response.headers().contains("Content-Encoding")).isTrue();
    assertThat(response.text(0)).isEmpty();
  }

  @Test
  void aCodingThatNobodyAskedForIsABadResponse() {
    Sender client = answering(coded("br", new byte[1]), new byte[1]);

    assertThatThrownBy(() -> client.send(ClientRequest.get("http://a.test/")))
        .isInstanceOf(BadResponse.class)
        .hasMessage("the response is coded as br, and was to be coded as gzip, deflate");
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void asMuchAsTheLimitIsDecodedAndOneByteMoreIsABadResponse() throws IOException {
    byte[] most = zipped(new byte[10_000]);
    byte[] more = zipped(new byte[10_001]);

    Sender client = answering(coded("gzip", most), most);
    try (ClientResponse response = client.send(ClientRequest.get("http://a.test/"))) {
      assertThat(response.body().readAll(20_000)).hasSize(10_000);
    }
    Sender other = answering(coded("gzip", more), more);
    try (ClientResponse response = other.send(ClientRequest.get("http://a.test/"))) {
      assertThatThrownBy(() -> response.body().readAll(20_000))
          .isInstanceOf(BadResponse.class)
          .hasMessageContaining("10000");
    }
  }

  @Test
  void whatIsCutOffOrNoCompressedBodyIsABadResponse() throws IOException {
    byte[] whole = zipped("a page of text".getBytes(US_ASCII));
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      Sender client = answering(coded("gzip", part), part);
      try (ClientResponse response = client.send(ClientRequest.get("http://a.test/"))) {
        assertThatThrownBy(() -> response.text(100)).isInstanceOf(BadResponse.class);
      }
    }
  }

  @Test
  void moreThanTheReaderWantsIsABadResponseToo() throws IOException {
    byte[] body = zipped(new byte[101]);
    Sender client = answering(coded("gzip", body), body);

    try (ClientResponse response = client.send(ClientRequest.get("http://a.test/"))) {
      assertThatThrownBy(() -> response.body().readAll(100))
          .isInstanceOf(BadResponse.class)
          .hasMessage("the body is longer than 100 bytes");
    }
  }
}
