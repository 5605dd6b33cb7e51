package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimeoutTest {
  private static final Timeout SECOND = Timeout.of(Duration.ofSeconds(1));

  @Test
  void aHandlerThatTakesLongerIsCancelledAndItsClientTold() throws Exception {
    List<String> trail = new ArrayList<>();
    Handler slow =
        _ -> {
          try {
            Task.sleep(Duration.ofSeconds(2));
            return Response.ok("late");
          } catch (Cancelled cancelled) {
            trail.add("cancelled");
            throw cancelled;
          }
        };
    World.run(() ->
        assertThat(slow.in(SECOND).handle(Asked.with()).status())
            .isEqualTo(Status.SERVICE_UNAVAILABLE));

    assertThat(trail).containsExactly("cancelled");
  }

  @Test
  void aHandlerThatIsInTimeIsLeftAlone() throws Exception {
    Handler quick =
        _ -> {
          Task.sleep(Duration.ofMillis(999));
          return Response.ok("quick");
        };
    Handler failing =
        _ -> {
          throw new IOException("broken");
        };
    World.run(() -> {
      assertThat(quick.in(SECOND).handle(Asked.with()).status()).isEqualTo(Status.OK);
      assertThatThrownBy(() -> failing.in(SECOND).handle(Asked.with())).hasMessage("broken");
    });
  }

  @Test
  void aDeadlineOfTheHandlersOwnIsItsOwn() throws Exception {
    Handler inner =
        _ ->
            Scope.run(
                Deadline.after(Duration.ofMillis(1)),
                _ -> {
                  Task.sleep(Duration.ofDays(1));
                  return Response.ok("");
                });
    World.run(() ->
        assertThatThrownBy(() -> inner.in(SECOND).handle(Asked.with()))
            .isInstanceOf(DeadlineExceeded.class));
  }

  @Test
  void theConnectionGoesOnAlsoWhenTheHandlerWaitedForABody() throws Exception {
    Handler reading = request -> Response.ok("read " + request.body().readAll(100).length);
    World.serve(
        reading.in(SECOND),
        served -> {
          served.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
          assertThat(served.client().receive().status()).isEqualTo(503);
          served.client().send("cd");
          served.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
          assertThat(served.client().receive().body()).isEqualTo("read 3");
        });
  }

  @Test
  void itIsMoreThanNothing() {
    assertThatThrownBy(() -> Timeout.of(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a handler needs some time, not PT0S");
  }
}
