package io.weightless.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.kit.World;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An exchange that is cancelled, or that a deadline ends, leaves nothing behind.
final class ClientCancellationTest {
  private static final ClientRequest GET = ClientRequest.get("http://server/");
  private static final Duration HALF = Duration.ofMillis(500);

  /// Takes its time, of which `before` is before the head and `after` before the body.
  private static Scripted.Service slow(Duration before, Duration after) {
    return line -> {
      while (!line.head().isEmpty()) {
        Task.sleep(before);
        line.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        Task.sleep(after);
        line.send("01234");
      }
    };
  }

  private static String text(HttpClient client, ClientRequest request) throws Exception {
    try (ClientResponse response = client.send(request)) {
      return response.text(100);
    }
  }

  private static void ends(Scripted.Service service, ClientRequest request) throws Exception {
    Scripted.with(
        service,
        (client, server) -> {
          assertThatThrownBy(() -> Scope.run(Deadline.after(HALF), _ -> text(client, request)))
              .isInstanceOf(DeadlineExceeded.class);
          World.settle();
          assertThat(client.connections()).isZero();
          assertThat(server.endings()).hasSizeLessThanOrEqualTo(1);
        });
  }

  @Test
  void anExchangeWithinItsDeadlineIsGood() throws Exception {
    Scripted.with(
        slow(Duration.ofMillis(200), Duration.ofMillis(200)),
        (client, server) ->
            Scope.join(
                Deadline.after(HALF), _ -> assertThat(text(client, GET)).isEqualTo("01234")));
  }

  @Test
  void aDeadlineEndsTheWaitForTheHead() throws Exception {
    ends(slow(Duration.ofSeconds(1), Duration.ZERO), GET);
  }

  @Test
  void aDeadlineEndsTheWaitForTheBody() throws Exception {
    ends(slow(Duration.ZERO, Duration.ofSeconds(1)), GET);
  }

  @Test
  void aDeadlineEndsTheWritingOfABody() throws Exception {
    List<String> events = new ArrayList<>();
    Body endless =
        new Body.Streamed(sink -> {
          try {
            while (true) {
              sink.write(ByteBuffer.allocate(1000));
              Task.sleep(Duration.ofMillis(100));
            }
          } finally {
            events.add("ended");
          }
        });
    ends(
        line -> {
          line.head();
          Task.sleep(Duration.ofSeconds(2));
        },
        ClientRequest.post("http://server/", endless));
    assertThat(events).containsExactly("ended");
  }

  @Test
  void aDeadlineOverAConnectionThatWasUsedEndsItToo() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          line.send("HTTP/1.1 204 No Content\r\n\r\n");
          line.head();
          line.rest();
        },
        (client, server) -> {
          client.send(GET).close();
          assertThatThrownBy(() -> Scope.run(Deadline.after(HALF), _ -> text(client, GET)))
              .isInstanceOf(DeadlineExceeded.class);
          assertThat(client.connections()).isZero();
        });
  }

  @Test
  void aTaskThatIsCancelledBeforeItSendsConnectsToNobody() throws Exception {
    Scripted.with(
        slow(Duration.ZERO, Duration.ZERO),
        (client, server) ->
            Scope.join(scope -> {
              scope.start("sender", () -> text(client, GET)).cancel("not wanted");
              World.settle();
              assertThat(server.lines()).isEmpty();
              assertThat(client.connections()).isZero();
            }));
  }

  @Test
  void theServerSeesThatNobodyWaitsAnyMore() throws Exception {
    Scripted.with(
        line -> {
          line.head();
          Task.sleep(Duration.ofSeconds(1));
          line.send("HTTP/1.1 204 No Content\r\n\r\n");
        },
        (client, server) -> {
          assertThatThrownBy(() -> Scope.run(Deadline.after(HALF), _ -> text(client, GET)))
              .isInstanceOf(DeadlineExceeded.class);
          World.pass(Duration.ofSeconds(1));
          assertThat(server.endings()).hasSize(1);
        });
  }

  @Test
  void aResponseThatIsClosedTwiceIsClosedOnce() throws Exception {
    Scripted.with(
        slow(Duration.ZERO, Duration.ZERO),
        (client, server) -> {
          ClientResponse first = client.send(GET);
          first.close();
          World.pass(Duration.ofSeconds(1));
          try (ClientResponse second = client.send(GET)) {
            first.close();
            assertThatThrownBy(() -> first.body().read())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the response was closed; its body is gone");
            assertThat(second.text(10)).isEqualTo("01234");
          }
          assertThat(server.lines()).hasSize(1);
        });
  }
}
