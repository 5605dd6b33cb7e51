package io.weightless.http.middleware;

import io.weightless.http.Handler;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.sync.Semaphore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Has so many requests answered at once and no more: for what is behind a handler and can't do
/// more. Those beyond may wait, for a while and only so many; the others get a 503 that says when
/// to come again (RFC 9110, section 15.6.4).
///
/// ```java
/// handler.in(ConcurrencyLimit.of(20).waiting(100, Duration.ofSeconds(2)));
/// ```
///
/// All handlers that the same one stands around share it. A request counts until its handler has
/// returned; what the response's body does when it is streamed does not.
///
/// - **Order**: first come, first served.
/// - **Runs on**: one reactor; several need one each.
public final class ConcurrencyLimit implements Middleware {
  private static final String LATER = "1"; // second

  private final int atOnce;
  private final int mostWaiting;
  private final Duration patience;

  /// Made by the first request, on its reactor.
  private @Nullable Semaphore free;

  private int waiting;

  private ConcurrencyLimit(int atOnce, int mostWaiting, Duration patience) {
    if (atOnce < 1) {
      throw new IllegalArgumentException("one request at least is answered, not " + atOnce);
    }
    this.atOnce = atOnce;
    this.mostWaiting = mostWaiting;
    this.patience = patience;
  }

  /// So many at once; none waits.
  public static ConcurrencyLimit of(int atOnce) {
    return new ConcurrencyLimit(atOnce, 0, Duration.ZERO);
  }

  /// The same, begun anew, where others may wait.
  ///
  /// @param requests how many
  /// @param patience how long; then they get the 503 as well
  public ConcurrencyLimit waiting(int requests, Duration patience) {
    if (requests < 1 || !patience.isPositive()) {
      throw new IllegalArgumentException(
          "a request at least waits for some time, not " + requests + " for " + patience);
    }
    return new ConcurrencyLimit(atOnce, requests, patience);
  }

  /// How many wait.
  public int waiting() {
    return waiting;
  }

  @Override
  public Handler around(Handler next) {
    return request -> handle(next, request);
  }

  private Response handle(Handler next, Request request) throws Exception {
    Semaphore permits = permits();
    if (!permits.tryAcquire() && !await(permits)) {
      return Response.text(Status.SERVICE_UNAVAILABLE, Status.SERVICE_UNAVAILABLE + ": too busy\n")
          .with("Retry-After", LATER);
    }
    try {
      return next.handle(request);
    } finally {
      permits.release();
    }
  }

  private boolean await(Semaphore permits) {
    if (waiting == mostWaiting) {
      return false;
    }
    waiting++;
    try {
      return Scope.runOr(
          Deadline.after(patience),
          false,
          _ -> {
            permits.acquire();
            return true;
          });
    } finally {
      waiting--;
    }
  }

  private Semaphore permits() {
    Semaphore known = free;
    if (known == null) {
      known = new Semaphore(atOnce);
      free = known;
    }
    return known;
  }
}
