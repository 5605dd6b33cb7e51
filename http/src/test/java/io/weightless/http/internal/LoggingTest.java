package io.weightless.http.internal;

import static io.weightless.http.kit.World.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.AccessLog;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Limits;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import io.weightless.scope.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the access log gets to know.
final class LoggingTest {
  private static final Handler TELL_PATH = request -> Response.ok(request.path());

  @Test
  void everyResponseIsLoggedWhenItIsWritten() throws Exception {
    List<AccessLog.Entry> entries = new ArrayList<>();
    Handler slow =
        request -> {
          Task.sleep(Duration.ofSeconds(2));
          return TELL_PATH.handle(request);
        };
    World.serve(
        slow,
        Limits.DEFAULT,
        entries::add,
        served -> {
          served.client().get("/abc");
          served.client().send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n");
          served.client().receiveHead();
          served.client().send("GET / HTTP/1.1\r\n\r\n");
          served.client().receive();
        });

    assertThat(entries)
        .extracting(entry -> entry.requestLine() + " " + entry.status().code())
        .containsExactly("GET /abc HTTP/1.1 200", "HEAD /abc HTTP/1.1 200", "GET / HTTP/1.1 400");
    assertThat(entries).extracting(AccessLog.Entry::bodyBytes).startsWith(4L, 0L);
    assertThat(entries.getFirst().nanos()).isEqualTo(2_000_000_000L);
    assertThat(entries.getFirst().remote()).hasToString("client:1");
  }

  @Test
  void aResponseThatIsCutIsLoggedWithWhatWasSentOfIt() throws Exception {
    List<AccessLog.Entry> entries = new ArrayList<>();
    Handler endless =
        _ ->
            Response.of(Status.OK)
                .with(
                    new Body.Streamed(sink -> {
                      while (true) {
                        sink.write(ByteBuffer.allocate(10));
                        Task.sleep(Duration.ofSeconds(1));
                      }
                    }));
    World.serve(
        endless,
        Limits.DEFAULT,
        entries::add,
        served -> {
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
          pass(Duration.ofMillis(2500));
          served.client().close();
          pass(Duration.ofSeconds(1));
        });

    assertThat(entries).extracting(AccessLog.Entry::bodyBytes).containsExactly(30L);
  }
}
