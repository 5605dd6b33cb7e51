package io.weightless.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Method;
import io.weightless.http.kit.World;
import io.weightless.net.ClosedException;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which connection a request gets, and when it gets none.
final class PoolTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final ClientRequest GET = ClientRequest.get("http://server/");
  private static final ClientRequest OTHER = ClientRequest.get("http://other/");
  private static final ClientRequest THIRD = ClientRequest.get("http://third/");

  /// Tells by a field which connection it was.
  private static void numbered(Scripted.Line line) throws IOException {
    while (!line.head().isEmpty()) {
      line.send(OK.replace("OK\r\n", "OK\r\nLine: " + line.number() + "\r\n"));
    }
  }

  /// Answers when the request was there for a second.
  private static void slowly(Scripted.Line line) throws IOException {
    while (!line.head().isEmpty()) {
      Task.sleep(Duration.ofSeconds(1));
      line.send(OK.replace("OK\r\n", "OK\r\nLine: " + line.number() + "\r\n"));
    }
  }

  private static ClientLimits limits(int total, int perDestination, int waiting) {
    return ClientLimits.DEFAULT.with(new ClientLimits.Connections(total, perDestination, waiting));
  }

  private static String line(Sender client, ClientRequest request) throws IOException {
    try (ClientResponse response = client.send(request)) {
      return String.valueOf(response.headers().first("Line"));
    }
  }

  /// So many at once.
  private static List<String> together(Sender client, ClientRequest request, int count) {
    return Scope.run(scope -> {
      List<Task<String>> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tasks.add(scope.start("request " + i, () -> line(client, request)));
      }
      return tasks.stream().map(Task::await).toList();
    });
  }

  @Test
  void aConnectionIsUsedAgainForItsHostOnly() throws Exception {
    Scripted.with(
        PoolTest::numbered,
        (client, server) -> {
          assertThat(line(client, GET)).isEqualTo("1");
          assertThat(line(client, OTHER)).isEqualTo("2");
          assertThat(line(client, GET)).isEqualTo("1");
          assertThat(line(client, OTHER)).isEqualTo("2");
          assertThat(line(client, ClientRequest.get("http://SERVER:80/"))).isEqualTo("1");
          assertThat(client.idle()).isEqualTo(2);
        });
  }

  @Test
  void theConnectionThatWasUsedLastIsUsedFirst() throws Exception {
    Scripted.with(
        line -> {
          while (!line.head().isEmpty()) {
            Task.sleep(Duration.ofSeconds(line.number()));
            line.send(OK.replace("OK\r\n", "OK\r\nLine: " + line.number() + "\r\n"));
          }
        },
        (client, server) -> {
          assertThat(together(client, GET, 3)).containsExactlyInAnyOrder("1", "2", "3");
          assertThat(line(client, GET)).isEqualTo("3");
          assertThat(line(client, GET)).isEqualTo("3");
          assertThat(together(client, GET, 2)).containsExactly("3", "2");
        });
  }

  @Test
  void thereAreSoManyConnectionsToADestinationAndOneMoreWaits() throws Exception {
    Scripted.with(
        PoolTest::slowly,
        limits(10, 2, 10),
        (client, server) -> {
          assertThat(together(client, GET, 2)).containsExactly("1", "2");
          assertThat(together(client, GET, 5)).hasSize(5).containsOnly("1", "2");
          assertThat(server.lines()).hasSize(2);
        });
  }

  @Test
  void thereAreSoManyConnectionsInAll() throws Exception {
    Scripted.with(
        PoolTest::slowly,
        limits(2, 2, 10),
        (client, server) ->
            Scope.join(scope -> {
              scope.start("a", () -> line(client, GET));
              scope.start("b", () -> line(client, OTHER));
              Task<String> third = scope.start("c", () -> line(client, THIRD));
              World.settle();
              assertThat(server.lines()).hasSize(2);
              assertThat(client.connections()).isEqualTo(2);
              assertThat(third.await()).isEqualTo("3");
              assertThat(client.connections()).isEqualTo(2);
            }));
  }

  @Test
  void whoeverWaitsIsServedFirstComeFirstServed() throws Exception {
    List<Integer> served = new ArrayList<>();
    Scripted.with(
        PoolTest::slowly,
        limits(1, 1, 10),
        (client, server) ->
            Scope.join(scope -> {
              for (int i = 0; i < 6; i++) {
                int number = i;
                ClientRequest request = i % 2 == 0 ? GET : OTHER;
                scope.start(
                    "request",
                    () -> {
                      line(client, request);
                      served.add(number);
                    });
              }
            }));
    assertThat(served).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void soManyWaitAndOneMoreFails() throws Exception {
    Scripted.with(
        PoolTest::slowly,
        limits(1, 1, 1),
        (client, server) ->
            Scope.join(scope -> {
              scope.start("first", () -> line(client, GET));
              Task<String> second = scope.start("second", () -> line(client, GET));
              World.settle();
              assertThatThrownBy(() -> client.send(GET))
                  .isInstanceOf(IOException.class)
                  .hasMessage("no connection to server:80: 1 requests wait already");
              assertThat(second.await()).isEqualTo("1");
            }));
  }

  @Test
  void theOldestIdleConnectionGivesWayToAnotherDestination() throws Exception {
    Scripted.with(
        PoolTest::numbered,
        limits(2, 2, 1),
        (client, server) -> {
          line(client, GET);
          line(client, OTHER);
          line(client, THIRD);
          World.settle();
          assertThat(client.connections()).isEqualTo(2);
          assertThat(server.lines().getFirst().stream().isClosed()).isTrue();
          assertThat(line(client, OTHER)).isEqualTo("2");
          assertThat(line(client, THIRD)).isEqualTo("3");
          assertThat(line(client, GET)).isEqualTo("4");
        });
  }

  @Test
  void aConnectionThatIsIdleForTooLongIsClosed() throws Exception {
    Scripted.with(
        PoolTest::numbered,
        (client, server) -> {
          line(client, GET);
          line(client, OTHER);
          Task.sleep(Duration.ofSeconds(29));
          line(client, OTHER);
          Task.sleep(Duration.ofSeconds(1));
          assertThat(client.connections()).isEqualTo(1);
          assertThat(line(client, GET)).isEqualTo("3");
          assertThat(line(client, OTHER)).isEqualTo("2");
          Task.sleep(Duration.ofSeconds(30));
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void anIdleConnectionThatTheServerEndsIsClosedAtOnce() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send(OK);
          Task.sleep(Duration.ofSeconds(1));
          line.end();
          line.rest();
        },
        (client, server) -> {
          line(client, GET);
          assertThat(client.idle()).isEqualTo(1);
          World.pass(Duration.ofSeconds(1));
          assertThat(client.connections()).isZero();
          line(client, GET.with(Method.POST));
          assertThat(server.lines()).hasSize(2);
        });
  }

  @Test
  void anIdleConnectionThatSomethingComesOverIsClosedAtOnce() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send(OK);
          Task.sleep(Duration.ofSeconds(1));
          line.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
          line.rest();
        },
        (client, server) -> {
          line(client, GET);
          World.pass(Duration.ofSeconds(1));
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void aResponseThatSaysCloseIsTheLastOfItsConnection() throws Exception {
    Scripted.with(
        Scripted.answering(OK.replace("OK\r\n", "OK\r\nConnection: close\r\n")),
        (client, server) -> {
          line(client, GET);
          assertThat(client.connections()).isZero();
        });
    Scripted.with(
        PoolTest::numbered,
        (client, server) -> {
          line(client, GET.with("Connection", "close"));
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void aResponseThatNobodyReadsGivesItsConnectionBackIfLittleIsLeft() throws Exception {
    int most = ClientLimits.DEFAULT.responses().unreadBytes();
    for (int more : List.of(0, 1)) {
      int length = most + more;
      Scripted.with(
          line -> {
            while (!line.head().isEmpty()) {
              line.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
              World.pass(Duration.ofMillis(500));
              line.send("x".repeat(length));
            }
          },
          (client, server) -> {
            client.send(GET).close();
            World.pass(Duration.ofSeconds(1));
            assertThat(client.idle()).isEqualTo(more == 0 ? 1 : 0);
            assertThat(client.connections()).isEqualTo(more == 0 ? 1 : 0);
          });
    }
  }

  @Test
  void aResponseThatNobodyReadsAndThatDoesNotComeClosesItsConnection() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
          line.rest();
        },
        (client, server) -> {
          client.send(GET).close();
          World.pass(Duration.ofMillis(999));
          assertThat(client.connections()).isEqualTo(1);
          World.pass(Duration.ofMillis(1));
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void aClosedClientEndsWhatGoesOn() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.rest();
        },
        limits(1, 1, 1),
        (client, server) ->
            Scope.collect(scope -> {
              Task<String> first = scope.start("first", () -> line(client, GET));
              Task<String> second = scope.start("second", () -> line(client, GET));
              World.settle();
              client.close();
              assertThatThrownBy(first::await).hasRootCauseMessage("the client is closed");
              assertThatThrownBy(second::await).hasRootCauseMessage("the client is closed");
              assertThatThrownBy(() -> client.send(GET)).isInstanceOf(ClosedException.class);
              assertThat(client.connections()).isZero();
              client.close();
              return null;
            }));
  }

  @Test
  void whoeverIsCancelledWaitsNoMore() throws Exception {
    Scripted.with(
        PoolTest::slowly,
        limits(1, 1, 1),
        (client, server) ->
            Scope.join(scope -> {
              scope.start("first", () -> line(client, GET));
              Task<String> second = scope.start("second", () -> line(client, OTHER));
              World.settle();
              second.cancel("not wanted");
              World.settle();
              assertThat(line(client, OTHER)).isEqualTo("2");
            }));
  }
}
