package io.weightless.http.internal;

import static io.weightless.http.kit.World.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Peer;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import io.weightless.scope.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What handlers may say of the connection, and ask of it.
final class HandlersSayTest {
  @Test
  void aFlushSendsTheHeadBeforeThereIsABody() throws Exception {
    Handler handler =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      sink.flush();
                      Task.sleep(Duration.ofSeconds(1));
                      sink.write(ByteBuffer.wrap(new byte[] {'a'}));
                    }));
    World.serve(
        handler,
        served -> {
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
          settle();
          assertThat(served.wire().client().waiting()).isPositive();
          assertThat(served.client().receive().body()).isEqualTo("a");
        });
  }

  @Test
  void aResponseMayBeTheLastOfItsConnection() throws Exception {
    World.serve(
        _ -> Response.ok("last").with("Connection", "close"),
        served -> {
          Answer answer = served.client().get("/");

          assertThat(answer.body()).isEqualTo("last");
          assertThat(answer.head()).containsOnlyOnce("Connection: close\r\n");
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aResponseSaysNothingElseOfTheConnection() {
    assertThatThrownBy(() -> Response.ok("a").with("Connection", "keep-alive"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Connection is set by the server");
  }

  @Test
  void aHandlerThatHangsUpLeavesNoAnswer() throws Exception {
    World.serve(
        _ -> {
          throw new Hangup("meant to");
        },
        served -> {
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aRequestTellsWhereTheClientHasReachedUs() throws Exception {
    List<Address> seen = new ArrayList<>();
    World.serve(
        request -> {
          seen.add(request.peer().local());
          return Response.ok("a");
        },
        served -> {
          served.client().get("/");
          served.client().get("/");
          assertThat(seen).hasSize(2).doesNotContain(Peer.UNKNOWN);
          assertThat(seen.get(1)).isSameAs(seen.get(0));
        });
  }
}
