package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.channel.Channel;
import io.weightless.http.Body;
import io.weightless.http.kit.World;
import io.weightless.scope.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BodiesTest {
  private static final String URL = "http://server/";
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  /// Answers with the body of the request, which has `bytes`, in two parts.
  private static Scripted.Service echo(int bytes) {
    return line -> {
      line.head();
      String body = line.body(bytes);
      line.send("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n" + body.charAt(0));
      World.settle();
      line.send(body.substring(1));
      line.rest();
    };
  }

  /// Keeps what it is told; asks for one part at a time.
  private static final class Kept implements Flow.Subscriber<ByteBuffer> {
    private final List<String> told = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    void ask() {
      if (subscription != null) {
        subscription.request(1);
      }
      World.settle();
    }

    void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
      World.settle();
    }

    @Override
    public void onNext(ByteBuffer part) {
      told.add(UTF_8.decode(part).toString());
    }

    @Override
    public void onError(Throwable failure) {
      told.add("! " + failure.getMessage());
    }

    @Override
    public void onComplete() {
      told.add("end");
    }
  }

  @Test
  void aStreamIsSentAndClosed() throws Exception {
    List<String> events = new ArrayList<>();
    InputStream source =
        new ByteArrayInputStream("abc".getBytes(UTF_8)) {
          @Override
          public void close() {
            events.add("closed");
          }
        };
    Scripted.with(
        echo(3),
        (client, server) -> {
          ClientRequest request = ClientRequest.put(URL, Bodies.from(source, 3));
          try (ClientResponse response = client.send(request)) {
            assertThat(response.text(10)).isEqualTo("abc");
          }
        });
    assertThat(events).containsExactly("closed");
  }

  @Test
  void aResponseIsReadAsAStream() throws Exception {
    Scripted.with(
        echo(5),
        (client, server) -> {
          Body body = ClientRequest.bytes("a\u00e9bc".getBytes(UTF_8));
          try (InputStream in = Bodies.stream(client.send(ClientRequest.put(URL, body)))) {
            assertThat(in.read()).isEqualTo('a');
            assertThat(in.read()).isEqualTo(0xc3);
            assertThat(in.readAllBytes()).hasSize(3);
            assertThat(in.read()).isEqualTo(-1);
          }
          assertThat(client.idle()).isEqualTo(1);
        });
  }

  @Test
  void aStreamThatIsClosedEarlyClosesItsResponse() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 200 OK\r\n\r\nabc");
          line.rest();
        },
        (client, server) -> {
          InputStream in = Bodies.stream(client.send(ClientRequest.get(URL)));
          assertThat(in.read()).isEqualTo('a');
          in.close();
          assertThat(in.read()).isEqualTo(-1);
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void whatAPublisherGivesIsSent() throws Exception {
    Scripted.with(
        echo(6),
        (client, server) ->
            Scope.join(scope -> {
              Channel<ByteBuffer> parts = Channel.buffered(10);
              parts.send(UTF_8.encode("one"));
              parts.send(UTF_8.encode("two"));
              parts.close();
              Body body = Bodies.from(parts.toPublisher(scope), 6);
              try (ClientResponse response = client.send(ClientRequest.put(URL, body))) {
                assertThat(response.text(10)).isEqualTo("onetwo");
              }
            }));
  }

  @Test
  void aPublisherThatFailsFailsTheExchange() throws Exception {
    Scripted.with(
        echo(6),
        (client, server) ->
            Scope.join(scope -> {
              Channel<ByteBuffer> parts = Channel.buffered(10);
              parts.fail(new IOException("no more"));
              Body body = Bodies.from(parts.toPublisher(scope), 6);
              assertThatThrownBy(() -> client.send(ClientRequest.put(URL, body)))
                  .isInstanceOf(IOException.class)
                  .hasRootCauseMessage("no more");
              assertThat(client.connections()).isZero();
            }));
  }

  private static void published(String answer, Kept kept, Runnable use) throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send(CHUNKED + answer);
          line.end();
          line.rest();
        },
        (client, server) -> {
          Scope.join(scope -> {
            Bodies.publisher(scope, client.send(ClientRequest.get(URL))).subscribe(kept);
            World.settle();
            use.run();
          });
          World.settle();
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void aResponseIsPublishedAsItIsAskedFor() throws Exception {
    Kept kept = new Kept();
    published(
        "3\r\nabc\r\n0\r\n\r\n",
        kept,
        () -> {
          assertThat(kept.told).isEmpty();
          kept.ask();
          kept.ask();
        });
    assertThat(kept.told).containsExactly("abc", "end");
  }

  @Test
  void aResponseThatIsCutIsPublishedAsAFailure() throws Exception {
    Kept kept = new Kept();
    published(
        "3\r\nabc\r\n",
        kept,
        () -> {
          kept.ask();
          kept.ask();
        });
    assertThat(kept.told)
        .containsExactly("abc", "! the connection ended after 3 bytes of a chunked body");
  }

  @Test
  void whoeverCancelsClosesTheResponse() throws Exception {
    Kept kept = new Kept();
    published("3\r\nabc\r\n0\r\n\r\n", kept, kept::cancel);
    assertThat(kept.told).isEmpty();
  }

  @Test
  void whoeverCancelsWaitsForNoMoreToCome() throws Exception {
    Kept kept = new Kept();
    Scripted.with(
        line -> {
          line.head();
          line.send(CHUNKED + "3\r\nabc\r\n");
          line.rest();
        },
        (client, server) ->
            Scope.join(scope -> {
              Bodies.publisher(scope, client.send(ClientRequest.get(URL))).subscribe(kept);
              World.settle();
              kept.ask();
              kept.cancel();
              assertThat(client.connections()).isZero();
            }));
    assertThat(kept.told).containsExactly("abc");
  }
}
