package io.weightless.http.middleware;

import io.weightless.http.Handler;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.reactor.Reactor;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lets each client ask so often and no more; beyond that it gets a 429 that says when to come
/// again (RFC 6585, section 4; RFC 9110, section 10.2.3).
///
/// ```java
/// handler.in(RateLimit.of(100, Duration.ofMinutes(1)));
/// handler.in(RateLimit.of(5, Duration.ofSeconds(1)).by(request -> request.headers().first("Api-Key")));
/// ```
///
/// Each client has a bucket of so many tokens: it may take all at once, and they come back evenly.
/// Who counts as one client is [Request#peer]'s address, of IPv6 the /64; so [Forwarded] goes
/// around it.
///
/// - **Limit**: 10,000 buckets, or [#remembering]. When there are more, the one that was not used
///   for longest is forgotten, so its client begins with a full one.
/// - **Runs on**: one reactor, by whose clock it goes; several reactors need one each.
/// - **Cost**: 200 bytes for each bucket or so, however long its key is: of a long one the SHA-256
///   is kept.
public final class RateLimit implements Middleware {
  private static final int BUCKETS = 10_000;
  private static final long SECOND = 1_000_000_000;

  /// Of keys, in characters; clients may choose them.
  private static final int LONGEST_KEY = 64;

  private final int tokens;
  private final long nanosPerToken;
  private final Function<Request, @Nullable String> key;
  private final int most;

  /// By key, when its bucket is full again by the clock; the one used last at the end.
  private final SequencedMap<String, Long> full = new LinkedHashMap<>(16, 0.75f, true);

  private RateLimit(
      int tokens, long nanosPerToken, Function<Request, @Nullable String> key, int most) {
    this.tokens = tokens;
    this.nanosPerToken = nanosPerToken;
    this.key = key;
    this.most = most;
  }

  /// So many requests in such a time, for each client.
  ///
  /// @throws IllegalArgumentException if one of them is not more than nothing
  public static RateLimit of(int requests, Duration time) {
    long nanos = time.toNanos();
    if (requests < 1 || nanos < requests) {
      throw new IllegalArgumentException(
          "a rate is a request at least in some time, not " + requests + " in " + time);
    }
    return new RateLimit(requests, nanos / requests, RateLimit::client, BUCKETS);
  }

  private static String client(Request request) {
    return Networks.client(request.remote());
  }

  /// The same, begun anew, for each `key`; requests without one are all of the same client.
  public RateLimit by(Function<Request, @Nullable String> key) {
    return new RateLimit(tokens, nanosPerToken, key, most);
  }

  /// The same, begun anew, with so many buckets at most.
  public RateLimit remembering(int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("it remembers a client at least, not " + buckets);
    }
    return new RateLimit(tokens, nanosPerToken, key, buckets);
  }

  @Override
  public Handler around(Handler next) {
    return request -> {
      long wait = take(bucket(key.apply(request)));
      return wait > 0 ? refused(wait) : next.handle(request);
    };
  }

  /// How many clients it remembers.
  public int buckets() {
    return full.size();
  }

  private static String bucket(@Nullable String key) {
    return key == null ? "" : "=" + kept(key);
  }

  /// A key, or something short that stands for it.
  static String kept(String key) {
    boolean isShort = key.length() <= LONGEST_KEY;
    return isShort ? key : Base64.getEncoder().encodeToString(Secret.digest(key));
  }

  /// Takes a token from a bucket.
  ///
  /// @return zero, or how long there will be none, in nanoseconds
  private long take(String client) {
    long now = Reactor.current().clock().nanos();
    Long known = full.get(client);
    long left = known == null ? 0 : Math.max(0, known - now); // until it is full
    long wait = left + nanosPerToken - tokens * nanosPerToken;
    if (wait > 0) {
      return wait;
    }
    full.put(client, now + left + nanosPerToken);
    if (full.size() > most) {
      full.pollFirstEntry();
    }
    return 0;
  }

  private static Response refused(long wait) {
    long seconds = (wait + SECOND - 1) / SECOND;
    return Response.text(Status.TOO_MANY_REQUESTS, Status.TOO_MANY_REQUESTS + "\n")
        .with("Retry-After", Long.toString(seconds));
  }
}
