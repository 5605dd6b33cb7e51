package io.weightless.http.middleware;

import io.weightless.http.Handler;
import io.weightless.http.Middleware;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.time.Duration;

/// Gives a handler so much time; then it is cancelled, and the client gets a 503 (RFC 9110, section
/// 15.6.4).
///
/// It is a scope's deadline: what the handler waits for ends with `Cancelled`, and the tasks that
/// it started in scopes of its own end before the client gets its answer. A handler that never
/// waits is not ended. What a streamed body does is not counted, it comes after the handler; what
/// the client may take its time for is in [Times][io.weightless.http.Limits.Times].
public final class Timeout implements Middleware {
  private static final Response LATE =
      Response.text(
          Status.SERVICE_UNAVAILABLE, Status.SERVICE_UNAVAILABLE + ": it took too long\n");

  private final Duration time;

  private Timeout(Duration time) {
    this.time = time;
  }

  /// @throws IllegalArgumentException if it is not more than nothing
  public static Timeout of(Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("a handler needs some time, not " + time);
    }
    return new Timeout(time);
  }

  @Override
  public Handler around(Handler next) {
    return request -> Scope.runOr(Deadline.after(time), LATE, _ -> next.handle(request));
  }
}
