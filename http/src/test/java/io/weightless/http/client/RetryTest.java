package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Method;
import io.weightless.http.kit.World;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is sent a second time: a request over a connection that was good once, nothing of whose
/// response came, and that does no harm twice.
final class RetryTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final ClientRequest GET = ClientRequest.get("http://server/");
  private static final Body BYTES = ClientRequest.bytes("body".getBytes(UTF_8));
  private static final String ENDED = "server:80 ended the connection before it answered";

  /// Answers the first request of the first connection, and ends it with the second one, after
  /// `partly`; the others go well, or not at all.
  private static Scripted.Service dying(List<String> heard, String partly, boolean others) {
    return line -> {
      for (String head = line.head(); !head.isEmpty(); head = line.head()) {
        heard.add(line.number() + " " + head.substring(0, head.indexOf(' ')));
        boolean isGood = line.number() == 1 ? heard.size() == 1 : others;
        line.send(isGood ? OK : partly);
        if (!isGood) {
          line.end();
          line.rest();
          return;
        }
        if (head.contains("Content-Length: 4")) {
          line.body(4);
        }
      }
    };
  }

  private static void twice(ClientRequest request, String... heard) throws Exception {
    List<String> all = new ArrayList<>();
    Scripted.with(
        dying(all, "", true),
        (client, server) -> {
          client.send(GET).close();
          client.send(request).close();
        });
    assertThat(all).containsExactly(heard);
  }

  private static void once(ClientRequest request, String... heard) throws Exception {
    List<String> all = new ArrayList<>();
    Scripted.with(
        dying(all, "", true),
        (client, server) -> {
          client.send(GET).close();
          assertThatThrownBy(() -> client.send(request)).hasMessage(ENDED);
          assertThat(client.connections()).isZero();
        });
    assertThat(all).containsExactly(heard);
  }

  @Test
  void aRequestThatDoesNoHarmIsSentAgainOverANewConnection() throws Exception {
    twice(GET, "1 GET", "1 GET", "2 GET");
    twice(GET.with(Method.DELETE), "1 GET", "1 DELETE", "2 DELETE");
    twice(GET.with(Method.PUT).with(BYTES), "1 GET", "1 PUT", "2 PUT");
  }

  @Test
  void aRequestThatMayDoHarmIsSentOnce() throws Exception {
    once(GET.with(Method.POST), "1 GET", "1 POST");
    once(GET.with(Method.POST).with(BYTES), "1 GET", "1 POST");
    once(GET.with(Method.PATCH).with(BYTES), "1 GET", "1 PATCH");
    once(GET.with(Method.of("QUERY")), "1 GET", "1 QUERY");
  }

  @Test
  void aStreamedBodyThatWasBegunIsSentOnce() throws Exception {
    Body streamed = new Body.Streamed(4, sink -> sink.write(UTF_8.encode("body")));

    once(GET.with(Method.PUT).with(streamed), "1 GET", "1 PUT");
  }

  @Test
  void aStreamedBodyThatWasNotAskedForIsSentAgain() throws Exception {
    Body streamed = new Body.Streamed(4, sink -> sink.write(UTF_8.encode("body")));

    twice(
        GET.with(Method.PUT).with(streamed).with("Expect", "100-continue"),
        "1 GET",
        "1 PUT",
        "2 PUT");
  }

  @Test
  void itIsSentAgainOverANewConnectionThoughThereAreOthers() throws Exception {
    List<Integer> all = new ArrayList<>();
    Scripted.with(
        line -> {
          for (int i = 0; !line.head().isEmpty(); i++) {
            all.add(line.number());
            if (i == 1) {
              return;
            }
            World.pass(Duration.ofSeconds(line.number()));
            line.send(OK);
          }
        },
        (client, server) -> {
          Scope.join(scope -> {
            scope.start("one", () -> client.send(GET).close());
            scope.start("other", () -> client.send(GET).close());
          });
          assertThat(client.idle()).isEqualTo(2);
          client.send(GET).close();
        });
    assertThat(all).containsExactly(1, 2, 2, 3);
  }

  @Test
  void itIsSentAgainOnlyOnce() throws Exception {
    List<String> all = new ArrayList<>();
    Scripted.with(
        dying(all, "", false),
        (client, server) -> {
          client.send(GET).close();
          assertThatThrownBy(() -> client.send(GET)).hasMessage(ENDED);
          assertThat(client.connections()).isZero();
        });
    assertThat(all).containsExactly("1 GET", "1 GET", "2 GET");
  }

  @Test
  void nothingIsSentAgainWhenAByteOfAResponseHasCome() throws Exception {
    List<String> all = new ArrayList<>();
    Scripted.with(
        dying(all, "H", true),
        (client, server) -> {
          client.send(GET).close();
          assertThatThrownBy(() -> client.send(GET))
              .hasMessage("the connection ended within the head of a response");
        });
    assertThat(all).containsExactly("1 GET", "1 GET");
  }

  @Test
  void nothingIsSentAgainOverTheFirstConnectionThereIs() throws Exception {
    List<String> all = new ArrayList<>();
    Scripted.with(
        line -> {
          all.add(line.head());
          line.end();
          line.rest();
        },
        (client, server) -> assertThatThrownBy(() -> client.send(GET)).hasMessage(ENDED));
    assertThat(all).hasSize(1);
  }

  @Test
  void nothingIsSentAgainToAServerThatIsSilent() throws Exception {
    List<String> all = new ArrayList<>();
    Scripted.with(
        line -> {
          all.add(line.head());
          line.send(OK);
          all.add(line.head());
          line.rest();
        },
        (client, server) -> {
          client.send(GET).close();
          assertThatThrownBy(() -> client.send(GET))
              .hasMessage("server:80 was silent for 60000 ms");
        });
    assertThat(all).hasSize(2);
  }

  @Test
  void aConnectionThatIsResetIsADeadOneToo() throws Exception {
    List<Integer> all = new ArrayList<>();
    Scripted.with(
        line -> {
          while (!line.head().isEmpty()) {
            all.add(line.number());
            if (all.size() == 2) {
              line.reset();
              return;
            }
            line.send(OK);
          }
        },
        (client, server) -> {
          client.send(GET).close();
          client.send(GET).close();
        });
    assertThat(all).containsExactly(1, 1, 2);
  }

  @Test
  void itWaitsForANewConnectionWhereThereMayBeOneOnly() throws Exception {
    ClientLimits one = ClientLimits.DEFAULT.with(new ClientLimits.Connections(9, 1, 9));
    Scripted.with(
        line -> {
          for (int i = 1; !line.head().isEmpty(); i++) {
            World.settle();
            if (line.number() == 1 && i == 2) {
              line.end();
              line.rest();
              return;
            }
            line.send(OK.replace("OK\r\n", "OK\r\nLine: " + line.number() + "\r\n"));
          }
        },
        one,
        (client, server) -> {
          assertThat(lines(client, 1)).containsExactly("1");
          assertThat(lines(client, 2)).containsExactly("3", "2");
          assertThat(client.connections()).isEqualTo(1);
          assertThat(lines(client, 3)).containsExactly("3", "3", "3");
        });
  }

  /// Over which connections so many requests at once have gone.
  private static List<String> lines(HttpClient client, int count) {
    return Scope.run(scope -> {
      List<Task<String>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tasks.add(
            scope.start(
                "request",
                () -> {
                  try (ClientResponse response = client.send(GET)) {
                    return String.valueOf(response.headers().first("Line"));
                  }
                }));
      }
      return tasks.stream().map(Task::await).toList();
    });
  }
}
