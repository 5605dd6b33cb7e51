package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.client.BadResponse;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.Decompressing;
import io.weightless.http.client.Redirects;
import io.weightless.http.client.Remembering;
import io.weightless.http.client.Sender;
import io.weightless.http.coding.Codings;
import io.weightless.http.coding.ContentCoding;
import io.weightless.http.coding.DecodingLimits;
import io.weightless.http.cookie.CookieJar;
import io.weightless.http.event.EventReader;
import io.weightless.http.event.ServerEvent;
import io.weightless.http.form.MultipartBody;
import io.weightless.scope.Task;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Our client and a server of Node, which does much that nginx does not.
@Needs("node")
class ClientAndNodeStory {
  private static NodeServer node;

  @BeforeAll
  static void serve() {
    node = NodeServer.start();
  }

  @AfterAll
  static void end() {
    node.close();
  }

  private static String get(Sender client, String path) throws IOException {
    return Asking.get(client, node.url(path));
  }

  @Test
  void oneConnectionServesResponsesOfAllFramings() throws Exception {
    Asking.with(client -> {
      String port = get(client, "/port");
      for (int i = 0; i < 5; i++) {
        assertThat(get(client, "/none")).isEqualTo("204 ");
        assertThat(get(client, "/hints")).isEqualTo("200 page\n");
        assertThat(get(client, "/nowhere")).isEqualTo("404 ");
        assertThat(Asking.post(client, node.url("/echo"), "there")).isEqualTo("200 there");
        assertThat(get(client, "/port")).isEqualTo(port);
      }
      assertThat(client.connections()).isEqualTo(1);
    });
  }

  @Test
  void trailersComeBehindTheBody() throws Exception {
    Asking.with(client -> {
      try (ClientResponse response = client.send(ClientRequest.get(node.url("/trailers")))) {
        assertThat(response.text(Asking.AMPLE)).isEqualTo("some, more");
        assertThat(response.body().trailers().first("Digest-Of-All")).isEqualTo("x1");
      }
    });
  }

  @Test
  void chunkExtensionsAndEndlessOldBodiesAreUnderstood() throws Exception {
    Asking.with(client -> {
      assertThat(get(client, "/extensions")).isEqualTo("200 hello");
      assertThat(get(client, "/until-end")).isEqualTo("200 all until the end");
      assertThat(client.connections()).isZero();
    });
  }

  @Test
  void anAbruptEndIsAFailureThatSaysWhere() throws Exception {
    Asking.with(client -> {
      assertThatThrownBy(() -> get(client, "/cut-length"))
          .isInstanceOf(BadResponse.class)
          .hasMessage("the connection ended after 4 bytes of a body of 1000");
      assertThatThrownBy(() -> get(client, "/cut-chunks"))
          .isInstanceOf(BadResponse.class)
          .hasMessage("the connection ended after 4 bytes of a chunked body");
      assertThatThrownBy(() -> get(client, "/cut-head"))
          .isInstanceOf(BadResponse.class)
          .hasMessage("the connection ended within the head of a response");
      assertThatThrownBy(() -> get(client, "/reset")).isInstanceOf(IOException.class);
      assertThat(get(client, "/hello")).isEqualTo("200 hello\n");
    });
  }

  @Test
  void aConnectionThatNodeEndsByTimeIsNotUsedAgain() throws Exception {
    Asking.with(client -> {
      String first = get(client, "/port-for-a-moment");
      while (client.connections() > 0) {
        Task.sleep(Duration.ofMillis(1));
      }
      assertThat(Asking.post(client, node.url("/port"), "x")).isNotEqualTo(first);
    });
  }

  @Test
  void bodiesGoBothWaysAtOnce() throws Exception {
    byte[] part = Application.words(100_000).getBytes(UTF_8);
    Body body =
        new Body.Streamed(sink -> {
          for (int i = 0; i < 50; i++) {
            sink.write(ByteBuffer.wrap(part));
          }
        });
    Asking.with(client -> {
      ClientRequest post = ClientRequest.post(node.url("/echo"), body);
      for (ClientRequest request :
          new ClientRequest[] {post, post.with("Expect", "100-continue")}) {
        try (ClientResponse response = client.send(request)) {
          byte[] back = response.body().readAll(Asking.AMPLE);
          assertThat(new String(back, UTF_8)).isEqualTo(new String(part, UTF_8).repeat(50));
        }
      }
    });
  }

  @Test
  void whatNodeCompressesIsDecompressed() throws Exception {
    String text = Application.words(170_000);
    Asking.with(client -> {
      for (ContentCoding coding : Codings.installed().all()) {
        if (!coding.name().equals("zstd")) { // which Node learns with its next version
          Codings one = Codings.of(coding);
          Sender decompressing = new Decompressing(client, one, DecodingLimits.DEFAULT);
          assertThat(get(decompressing, "/coded")).as(coding.name()).isEqualTo("200 " + text);
        }
      }
    });
  }

  @Test
  void cookiesOfARedirectAreSentToWhereItLeads() throws Exception {
    Asking.with(client -> {
      Sender browsing = new Redirects(new Remembering(client, CookieJar.open()), 5);

      assertThat(Asking.post(browsing, node.url("/login"), "x")).isEqualTo("200 GET id=7");
      assertThat(get(browsing, "/inside")).isEqualTo("200 GET id=7");
    });
  }

  @Test
  void formsAreUnderstood() throws Exception {
    Asking.with(client -> {
      Body file = ClientRequest.bytes(Application.words(100_000).getBytes(UTF_8));
      MultipartBody form =
          MultipartBody.empty()
              .field("name", "Zoë\r\nof two lines")
              .file("photo", "ü \"1\".png", "image/png", file);
      ClientRequest post = ClientRequest.post(node.url("/form"), form.body());
      assertThat(Asking.answer(client, post.with("Content-Type", form.type())))
          .isEqualTo("200 name=Zoë\r\nof two lines\nphoto=ü \"1\".png image/png 100000");
    });
  }

  @Test
  void eventsAreReadAndResumed() throws Exception {
    Asking.with(client -> {
      ClientRequest ask = ClientRequest.get(node.url("/events"));
      for (int i = 1; i <= 3; i++) {
        try (ClientResponse response = client.send(ask)) {
          EventReader events =
              EventReader.of(response.headers().first("Content-Type"), response.body());
          assertThat(events.next()).isEqualTo(new ServerEvent("" + i, "tick", "one\ntwo", null));
          assertThat(events.retry()).isEqualTo(Duration.ofMillis(10));
          assertThat(events.next()).isEqualTo(new ServerEvent("" + i, null, "", null));
          assertThat(events.next()).isNull();
          ask = ClientRequest.get(node.url("/events")).with("Last-Event-ID", events.lastEventId());
        }
      }
    });
  }
}
