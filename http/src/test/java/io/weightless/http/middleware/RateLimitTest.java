package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Handler;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aClientMayAskSoOftenAndNoMore() throws Exception {
    World.run(() -> {
      Handler handler = RateLimit.of(3, MINUTE).around(Asked.HELLO);
      for (int i = 0; i < 3; i++) {
        assertThat(status(handler, Asked.by("192.0.2.1"))).isEqualTo(Status.OK);
      }
      Response refused = handler.handle(Asked.by("192.0.2.1"));

      assertThat(refused.status()).isEqualTo(Status.TOO_MANY_REQUESTS);
      assertThat(refused.headers().first("Retry-After")).isEqualTo("20");
      assertThat(status(handler, Asked.by("192.0.2.2"))).isEqualTo(Status.OK);
    });
  }

  @Test
  void whoComesAgainWhenItWasToldToIsServed() throws Exception {
    World.run(() -> {
      Handler handler = RateLimit.of(3, MINUTE).around(Asked.HELLO);
      for (int i = 0; i < 3; i++) {
        handler.handle(Asked.with());
      }
      World.pass(Duration.ofMillis(19_001));
      assertThat(handler.handle(Asked.with()).headers().first("Retry-After")).isEqualTo("1");
      World.pass(Duration.ofSeconds(1));
      assertThat(status(handler, Asked.with())).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.with())).isEqualTo(Status.TOO_MANY_REQUESTS);
    });
  }

  @Test
  void aLongKeyTakesNoMoreRoomThanAShortOne() throws Exception {
    String long1 = "x".repeat(10_000) + "1";
    String long2 = "x".repeat(10_000) + "2";
    assertThat(RateLimit.kept("x".repeat(64))).isEqualTo("x".repeat(64));
    assertThat(RateLimit.kept(long1)).hasSizeLessThan(64);
    World.run(() -> {
      Handler handler =
          RateLimit.of(1, MINUTE).by(r -> r.headers().first("Api-Key")).around(Asked.HELLO);
      assertThat(status(handler, Asked.with("Api-Key", long1))).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.with("Api-Key", long2))).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.with("Api-Key", long1))).isEqualTo(Status.TOO_MANY_REQUESTS);
    });
  }

  @Test
  void tokensComeBackEvenlyAndNoMoreThanThereWere() throws Exception {
    World.run(() -> {
      Handler handler = RateLimit.of(2, Duration.ofSeconds(2)).around(Asked.HELLO);
      for (int i = 0; i < 5; i++) {
        assertThat(status(handler, Asked.with())).isEqualTo(Status.OK);
        World.pass(Duration.ofSeconds(1));
      }
      World.pass(Duration.ofHours(1));
      assertThat(status(handler, Asked.with())).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.with())).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.with())).isEqualTo(Status.TOO_MANY_REQUESTS);
    });
  }

  @Test
  void theClientsOfOneIpv6NetworkAreOne() throws Exception {
    World.run(() -> {
      Handler handler = RateLimit.of(1, MINUTE).around(Asked.HELLO);
      assertThat(status(handler, Asked.by("2001:db8::1"))).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.by("2001:db8::2"))).isEqualTo(Status.TOO_MANY_REQUESTS);
    });
  }

  @Test
  void whoIsOneClientMayBeSaid() throws Exception {
    World.run(() -> {
      Handler handler =
          RateLimit.of(1, MINUTE).by(request -> request.headers().first("Key")).around(Asked.HELLO);
      assertThat(status(handler, Asked.by("192.0.2.1", "Key", "a"))).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.by("192.0.2.2", "Key", "a")))
          .isEqualTo(Status.TOO_MANY_REQUESTS);
      assertThat(status(handler, Asked.by("192.0.2.1"))).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.by("192.0.2.2"))).isEqualTo(Status.TOO_MANY_REQUESTS);
      assertThat(status(handler, Asked.by("192.0.2.1", "Key", "null"))).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.by("192.0.2.1", "Key", ""))).isEqualTo(Status.OK);
    });
  }

  @Test
  void beyondItsBucketsTheOneUsedLeastRecentlyIsForgotten() throws Exception {
    World.run(() -> {
      RateLimit limit = RateLimit.of(2, MINUTE).remembering(2);
      Handler handler = limit.around(Asked.HELLO);
      for (String host : new String[] {"1.1.1.1", "2.2.2.2", "1.1.1.1", "3.3.3.3"}) {
        assertThat(status(handler, Asked.by(host))).isEqualTo(Status.OK);
      }
      assertThat(limit.buckets()).isEqualTo(2);
      assertThat(status(handler, Asked.by("1.1.1.1"))).isEqualTo(Status.TOO_MANY_REQUESTS);
      assertThat(status(handler, Asked.by("3.3.3.3"))).isEqualTo(Status.OK);
      assertThat(status(handler, Asked.by("3.3.3.3"))).isEqualTo(Status.TOO_MANY_REQUESTS);
    });
  }

  @Test
  void aRateIsMoreThanNothing() {
    assertThatThrownBy(() -> RateLimit.of(0, MINUTE))
        .hasMessage("a rate is a request at least in some time, not 0 in PT1M");
    assertThatThrownBy(() -> RateLimit.of(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RateLimit.of(1, MINUTE).remembering(0))
        .hasMessage("it remembers a client at least, not 0");
  }

  private static Status status(Handler handler, Request request) throws Exception {
    return handler.handle(request).status();
  }
}
