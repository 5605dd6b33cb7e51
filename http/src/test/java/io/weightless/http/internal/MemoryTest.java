package io.weightless.http.internal;

import static io.weightless.http.kit.World.settle;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.http.AccessLog;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Limits;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.Client.Answer;
import io.weightless.http.kit.World;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// The limit of what all connections hold in memory.
final class MemoryTest {
  private static final Handler READ =
      request -> Response.ok(new String(request.body().readAll(100), ISO_8859_1));

  /// What one stream lends at once.
  private static final int LENT = 16 * 1024;

  @Test
  void aHeadIsHeldWhileItComesIn() throws Exception {
    World.serve(
        READ,
        served -> {
          served.client().send("GET / HTTP/1.1\r\nX: ");
          settle();
          assertThat(served.service().memory.held())
              .isEqualTo("GET / HTTP/1.1\r\nX: ".length() + 8 * 4 * 4);
          served.client().send("1\r\nHost: a\r\n\r\n");
          assertThat(served.client().receive().status()).isEqualTo(200);
          settle();
          assertThat(served.service().memory.held()).isZero();
        });
  }

  @Test
  void aHeadThatIsTooMuchForTheServerIs503() throws Exception {
    int bytes = "GET / HTTP/1.1\r\n".length();
    World.serve(
        READ,
        limit(bytes),
        AccessLog.NONE,
        served -> {
          served.client().send("GET / HTTP/1.1\r\n");
          settle();
          assertThat(served.service().memory.held()).isEqualTo(bytes);
          served.client().send("Host: a\r\n");

          Answer answer = served.client().receive();
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.field("Connection")).isEqualTo("close");
          assertThat(served.client().rest()).isEmpty();
        });
  }

  @Test
  void aBodyThatIsTooMuchForTheServerIs503() throws Exception {
    String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
    World.serve(
        READ,
        limit(LENT),
        AccessLog.NONE,
        served -> {
          served.client().send(post);
          settle();
          assertThat(served.service().memory.held()).isEqualTo(LENT);
          served.client().send("abc");
          assertThat(served.client().receive().body()).isEqualTo("abc");
        });
    World.serve(
        READ,
        limit(LENT - 1),
        AccessLog.NONE,
        served -> {
          served.client().send(post + "abc");
          assertThat(served.client().receive().status()).isEqualTo(503);
          assertThat(served.client().get("/").status()).isEqualTo(200);
        });
  }

  @Test
  void aResponseThatIsNotReadIsHeldToo() throws Exception {
    ByteBuffer content = ByteBuffer.allocate(100_000);
    Handler handler =
        request ->
            Response.of(Status.OK)
                .with(
                    new Body.Bytes(
                        request.path().equals("/shared") ? content.asReadOnlyBuffer() : content));
    for (int limit : new int[] {100_000 + OutputPool.BYTES, 99_999}) {
      World.serve(
          handler,
          limit(limit),
          AccessLog.NONE,
          served -> {
            served.wire().server().window(1000);
            served.client().send("GET /own HTTP/1.1\r\nHost: a\r\n\r\n");
            settle();
            boolean fits = limit >= 100_000;
            assertThat(served.service().memory.held()).isEqualTo(fits ? limit : 0);
            assertThat(served.client().receive().status()).isEqualTo(fits ? 200 : 503);
            settle();
            assertThat(served.service().memory.held()).isZero();

            served.client().send("GET /shared HTTP/1.1\r\nHost: a\r\n\r\n");
            settle();
            assertThat(served.service().memory.held()).isEqualTo(OutputPool.BYTES);
            assertThat(served.client().receive().status()).isEqualTo(200);
          });
    }
  }

  private static Limits limit(int bytes) {
    return Limits.DEFAULT.with(new Limits.Connections(10, 10, bytes));
  }
}
