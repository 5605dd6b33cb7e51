package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Method;
import io.weightless.http.kit.World;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a request goes over the wire.
final class SendingTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final String URL = "http://server/a?b";

  /// Answers a request whose body ends with `last`, and gives all that came.
  private static String sent(ClientRequest request, String last) throws Exception {
    List<String> heard = new ArrayList<>();
    Scripted.with(
        line -> {
          String head = line.head();
          StringBuilder body = new StringBuilder();
          while (!body.toString().endsWith(last)) {
            body.append(line.body(1));
          }
          line.send(OK);
          heard.add(head + body + line.rest());
        },
        (client, server) -> {
          client.send(request).close();
          assertThat(client.idle()).isEqualTo(1);
          client.close();
          World.settle();
        });
    return heard.getFirst();
  }

  @Test
  void aRequestIsItsLineItsHostAndItsFields() throws Exception {
    assertThat(sent(ClientRequest.get(URL).with("A", "b"), ""))
        .isEqualTo("GET /a?b HTTP/1.1\r\nHost: server\r\nA: b\r\n\r\n");
    assertThat(sent(ClientRequest.get("http://server"), ""))
        .isEqualTo("GET / HTTP/1.1\r\nHost: server\r\n\r\n");
    assertThat(sent(ClientRequest.of(Method.of("PURGE"), URL), ""))
        .isEqualTo("PURGE /a?b HTTP/1.1\r\nHost: server\r\n\r\n");
  }

  @Test
  void aHostThatIsGivenStands() throws Exception {
    assertThat(sent(ClientRequest.get(URL).with("Host", "b.example"), ""))
        .isEqualTo("GET /a?b HTTP/1.1\r\nHost: b.example\r\n\r\n");
  }

  @Test
  void aMethodThatHasABodyAsARuleSaysThatThereIsNone() throws Exception {
    assertThat(sent(ClientRequest.post(URL, Body.None.NONE), ""))
        .isEqualTo("POST /a?b HTTP/1.1\r\nHost: server\r\nContent-Length: 0\r\n\r\n");
    assertThat(sent(ClientRequest.delete(URL), ""))
        .isEqualTo("DELETE /a?b HTTP/1.1\r\nHost: server\r\n\r\n");
  }

  @Test
  void bytesInMemorySayTheirLength() throws Exception {
    String head = "PUT /a?b HTTP/1.1\r\nHost: server\r\nContent-Length: ";
    for (int length : List.of(1, 4096, 16_300, 16_384, 100_000)) {
      byte[] bytes = ("x".repeat(length - 1) + "!").getBytes(US_ASCII);
      Body body = ClientRequest.bytes(bytes);
      assertThat(sent(ClientRequest.put(URL, body), "!"))
          .isEqualTo(head + length + "\r\n\r\n" + "x".repeat(length - 1) + "!");
    }
  }

  @Test
  void ninetyEightLargeFieldsAreSent() throws Exception {
    ClientRequest request = ClientRequest.get(URL);
    for (int i = 0; i < 98; i++) {
      request = request.with("Field-" + i, "x".repeat(300));
    }
    assertThat(sent(request, "")).hasSizeGreaterThan(98 * 300).endsWith("\r\n\r\n");
  }

  @Test
  void aStreamedBodyOfUnknownLengthIsSentInChunks() throws Exception {
    Body body =
        new Body.Streamed(sink -> {
          sink.write(UTF_8.encode("one"), UTF_8.encode("two"));
          sink.write();
          sink.write(ByteBuffer.allocate(5000));
          sink.write(UTF_8.encode("!"));
        });
    assertThat(sent(ClientRequest.put(URL, body), "0\r\n\r\n"))
        .isEqualTo(
            "PUT /a?b HTTP/1.1\r\nHost: server\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "6\r\nonetwo\r\n1388\r\n"
                + "\0".repeat(5000)
                + "\r\n1\r\n!\r\n0\r\n\r\n");
  }

  @Test
  void aStreamedBodyOfKnownLengthIsSentAsItIs() throws Exception {
    Body body =
        new Body.Streamed(
            6,
            sink -> {
              sink.write(UTF_8.encode("one"));
              sink.write(UTF_8.encode("tw!"));
            });
    assertThat(sent(ClientRequest.put(URL, body), "!"))
        .isEqualTo("PUT /a?b HTTP/1.1\r\nHost: server\r\nContent-Length: 6\r\n\r\nonetw!");
  }

  @Test
  void partOfAFileIsSentAndTheFileStaysOpen(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("file");
    java.nio.file.Files.writeString(path, "0123456789!");
    List<String> heard = new ArrayList<>();
    Scripted.with(
        line -> {
          for (String head = line.head(); !head.isEmpty(); head = line.head()) {
            heard.add(head.substring(head.indexOf("Content")) + line.body(9));
            line.send(OK);
          }
        },
        (client, server) -> {
          try (FileSource file = Reactor.current().service(Files.class).open(path)) {
            ClientRequest request = ClientRequest.put(URL, new Body.FileRegion(file, 1, 9));
            client.send(request).close();
            client.send(request).close();
            Body twice =
                new Body.Streamed(
                    9,
                    sink -> {
                      sink.send(file, 0, 4);
                      sink.send(file, 5, 5);
                    });
            client.send(ClientRequest.put(URL, twice)).close();
          }
        });
    assertThat(heard)
        .containsExactly(
            "Content-Length: 9\r\n\r\n123456789",
            "Content-Length: 9\r\n\r\n123456789",
            "Content-Length: 9\r\n\r\n012356789");
  }

  @Test
  void aBodyThatFailsFailsTheExchange() throws Exception {
    Body bug =
        new Body.Streamed(sink -> {
          sink.write(UTF_8.encode("one"));
          throw new IllegalStateException("no more");
        });
    Body broken =
        new Body.Streamed(sink -> {
          throw new IOException("disk on fire");
        });
    fails(bug, "the body of the request failed: java.lang.IllegalStateException: no more");
    fails(broken, "disk on fire");
  }

  @Test
  void aBodyKeepsToTheLengthThatItSays() throws Exception {
    Body longer = new Body.Streamed(3, sink -> sink.write(UTF_8.encode("four")));
    Body shorter = new Body.Streamed(5, sink -> sink.write(UTF_8.encode("four")));
    String failed = "the body of the request failed: java.lang.IllegalStateException: the body ";
    fails(longer, failed + "is longer than the 3 bytes it has");
    fails(shorter, failed + "has 4 bytes, and was said to have 5");
  }

  private static void fails(Body body, String message) throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.rest();
        },
        (client, server) -> {
          assertThatThrownBy(() -> client.send(ClientRequest.post(URL, body)))
              .isInstanceOf(IOException.class)
              .hasMessage(message);
          assertThat(client.connections()).isZero();
          World.settle();
          assertThat(server.endings()).hasSize(1);
        });
  }

  @Test
  void aBodyThatTakesItsTimeIsNoSilence() throws Exception {
    Body slow =
        new Body.Streamed(
            4,
            sink -> {
              for (int i = 0; i < 4; i++) {
                Task.sleep(Duration.ofSeconds(50));
                sink.write(UTF_8.encode("x"));
              }
            });
    Scripted.with(
        line -> {
          line.head();
          assertThat(line.body(4)).isEqualTo("xxxx");
          line.send(OK);
          line.rest();
        },
        (client, server) -> client.send(ClientRequest.put(URL, slow)).close());
  }

  @Test
  void anEarlyAnswerThatSaysCloseEndsTheWriting() throws Exception {
    List<String> events = new ArrayList<>();
    Body endless =
        new Body.Streamed(sink -> {
          try {
            while (true) {
              sink.write(ByteBuffer.allocate(1000));
              Task.sleep(Duration.ofSeconds(1));
            }
          } finally {
            events.add("ended");
          }
        });
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");
          line.rest();
        },
        (client, server) -> {
          try (ClientResponse response = client.send(ClientRequest.post(URL, endless))) {
            World.settle();
            assertThat(events).containsExactly("ended");
            assertThat(response.status().code()).isEqualTo(413);
            assertThat(response.text(10)).isEqualTo("abc");
          }
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void aRequestThatIsNotWrittenWhenItsAnswerEndsIsCut() throws Exception {
    Body endless =
        new Body.Streamed(sink -> {
          while (true) {
            sink.write(ByteBuffer.allocate(1000));
            Task.sleep(Duration.ofSeconds(1));
          }
        });
    Scripted.with(
        line -> {
          line.head();
          line.send(OK);
          line.rest();
        },
        (client, server) -> {
          client.send(ClientRequest.post(URL, endless)).close();
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void anAnswerIsReadThoughTheServerReadsNothing() throws Exception {
    Body large = ClientRequest.bytes(new byte[1_000_000]);
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nabc");
          Task.sleep(Duration.ofDays(1));
        },
        (client, server) -> {
          try (ClientResponse response = client.send(ClientRequest.post(URL, large))) {
            assertThat(response.text(10)).isEqualTo("abc");
          }
          server.lines().getFirst().stream().close();
        });
  }
}
