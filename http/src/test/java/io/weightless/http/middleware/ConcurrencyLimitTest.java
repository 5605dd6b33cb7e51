package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Handler;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class ConcurrencyLimitTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final Handler SLOW =
      _ -> {
        Task.sleep(SECOND);
        return Response.ok("late");
      };

  /// Some tasks that ask at once.
  private interface Story {
    void tell(Scope scope) throws Exception;
  }

  @Test
  void soManyAreAnsweredAtOnceAndNoMore() throws Exception {
    inScope(scope -> {
      Handler handler = SLOW.in(ConcurrencyLimit.of(2));
      Task<Response> first = ask(scope, handler);
      Task<Response> second = ask(scope, handler);
      World.settle();
      Response refused = handler.handle(Asked.with());

      assertThat(refused.status()).isEqualTo(Status.SERVICE_UNAVAILABLE);
      assertThat(refused.headers().first("Retry-After")).isEqualTo("1");
      assertThat(first.await().status()).isEqualTo(Status.OK);
      assertThat(second.await().status()).isEqualTo(Status.OK);
      assertThat(handler.handle(Asked.with()).status()).isEqualTo(Status.OK);
    });
  }

  @Test
  void soManyWaitInTheirOrderAndNoMore() throws Exception {
    List<Integer> trail = new ArrayList<>();
    inScope(scope -> {
      ConcurrencyLimit limit = ConcurrencyLimit.of(1).waiting(2, Duration.ofSeconds(10));
      List<Task<Status>> asked = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int number = i;
        Handler handler =
            request -> {
              trail.add(number);
              return SLOW.handle(request);
            };
        asked.add(scope.start("ask", () -> handler.in(limit).handle(Asked.with()).status()));
      }
      World.settle();
      assertThat(limit.waiting()).isEqualTo(2);
      assertThat(asked)
          .extracting(Task::await)
          .containsExactly(Status.OK, Status.OK, Status.OK, Status.SERVICE_UNAVAILABLE);
      assertThat(limit.waiting()).isZero();
    });

    assertThat(trail).containsExactly(0, 1, 2);
  }

  @Test
  void whoHasWaitedLongEnoughIsToldSo() throws Exception {
    inScope(scope -> {
      ConcurrencyLimit limit = ConcurrencyLimit.of(1).waiting(2, Duration.ofMillis(1_500));
      Handler handler = SLOW.in(limit);
      List<Task<Response>> asked =
          List.of(ask(scope, handler), ask(scope, handler), ask(scope, handler));

      assertThat(asked)
          .extracting(task -> task.await().status())
          .containsExactly(Status.OK, Status.OK, Status.SERVICE_UNAVAILABLE);
      assertThat(limit.waiting()).isZero();
    });
  }

  @Test
  void aHandlerThatFailsOrIsCancelledMakesRoom() throws Exception {
    inScope(scope -> {
      ConcurrencyLimit limit = ConcurrencyLimit.of(1).waiting(1, SECOND);
      Handler failing =
          _ -> {
            throw new IOException("broken");
          };
      assertThatThrownBy(() -> failing.in(limit).handle(Asked.with())).hasMessage("broken");
      Task<Response> running = ask(scope, SLOW.in(limit));
      Task<Response> waiting = ask(scope, SLOW.in(limit));
      World.settle();
      waiting.cancel("gone");
      running.cancel("gone");
      assertThatThrownBy(waiting::await).isInstanceOf(CancellationException.class);
      assertThatThrownBy(running::await).isInstanceOf(CancellationException.class);

      assertThat(limit.waiting()).isZero();
      assertThat(Asked.HELLO.in(limit).handle(Asked.with()).status()).isEqualTo(Status.OK);
    });
  }

  @Test
  void theConnectionsOfAServerShareIt() throws Exception {
    Handler handler = Asked.HELLO.in(ConcurrencyLimit.of(1));
    World.serve(
        handler,
        served -> {
          assertThat(served.client().get("/").status()).isEqualTo(200);
          assertThat(served.client().get("/").status()).isEqualTo(200);
        });
  }

  @Test
  void aLimitIsMoreThanNothing() {
    assertThatThrownBy(() -> ConcurrencyLimit.of(0))
        .hasMessage("one request at least is answered, not 0");
    assertThatThrownBy(() -> ConcurrencyLimit.of(1).waiting(0, SECOND))
        .hasMessage("a request at least waits for some time, not 0 for PT1S");
    assertThatThrownBy(() -> ConcurrencyLimit.of(1).waiting(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Task<Response> ask(Scope scope, Handler handler) {
    return scope.start("ask", () -> handler.handle(Asked.with()));
  }

  private static void inScope(Story story) throws Exception {
    World.run(() -> Scope.<Exception>join(story::tell));
  }
}
