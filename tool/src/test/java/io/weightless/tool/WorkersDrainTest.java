package io.weightless.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ending together.
@Timeout(60)
final class WorkersDrainTest {
  @AutoClose private final Crew crew = new Crew();
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void theConnectionsOfAllAreToldInOneLine() throws Exception {
    crew.start(3, _ -> Crew.idle(begun.incrementAndGet()));

    crew.end();

    assertThat(crew.said()).containsExactly("draining 6 connections, at most 30 s");
  }

  @Test
  void oneConnectionIsOne() throws Exception {
    crew.start(2, _ -> Crew.idle(begun.getAndIncrement()));

    crew.end();

    assertThat(crew.said()).containsExactly("draining 1 connection, at most 30 s");
  }

  @Test
  void withoutConnectionsNothingIsSaid() throws Exception {
    crew.start(2, _ -> Crew.idle(0));

    crew.end();

    assertThat(crew.said()).isEmpty();
  }

  @Test
  void allDrainAtTheSameTimeWithTheWholeGrace() throws Exception {
    CountDownLatch together = new CountDownLatch(3);
    Set<Duration> graces = ConcurrentHashMap.newKeySet();
    crew.start(
        3,
        _ ->
            Crew.life(
                0,
                grace -> {
                  graces.add(grace);
                  together.countDown();
                  together.await();
                  return true;
                }));

    crew.end();

    assertThat(graces).containsExactly(Crew.GRACE);
  }

  @Test
  void whatWasCutIsToldOnceAtTheEnd() throws Exception {
    crew.start(3, _ -> Crew.life(1, _ -> begun.incrementAndGet() == 1));

    crew.end();

    assertThat(crew.said())
        .containsExactly("draining 3 connections, at most 30 s", "some connections were cut");
  }

  @Test
  void oneThatDiesWhileItDrainsIsReportedAndHoldsNobodyUp() throws Exception {
    CountDownLatch counted = new CountDownLatch(2);
    crew.start(
        2,
        _ -> {
          int number = begun.incrementAndGet();
          return Crew.life(
              1,
              _ -> {
                counted.countDown();
                counted.await();
                if (number == 1) {
                  throw new StackOverflowError();
                }
                return true;
              });
        });

    crew.end();

    assertThat(crew.said())
        .containsExactly(
            "draining 2 connections, at most 30 s",
            "worker 1 failed: StackOverflowError",
            "some connections were cut");
    assertThat(begun).hasValue(2);
  }

  @Test
  void oneThatIsDeadWhenAllAreToldStaysDeadAndTheOthersAreCounted() throws Exception {
    CountDownLatch pausing = new CountDownLatch(1);
    crew.pausing =
        (told, _) -> {
          pausing.countDown();
          told.await();
          return true;
        };
    CountDownLatch both = new CountDownLatch(2);
    crew.start(
        2,
        scope -> {
          both.countDown();
          if (begun.incrementAndGet() == 1) {
            scope.start("fault", () -> failAfter(both));
          }
          return Crew.idle(4);
        });
    pausing.await();

    crew.end();

    assertThat(crew.said())
        .containsExactly(
            "worker 1 failed: fault; starting it anew", "draining 4 connections, at most 30 s");
    assertThat(begun).hasValue(2);
  }

  private static void failAfter(CountDownLatch latch) throws InterruptedException {
    latch.await();
    throw new IllegalStateException("fault");
  }

  @Test
  void oneThatDoesNotEndIsLeftBehind() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    crew.grace = Duration.ofMillis(1);
    Workers workers = crew.start(1, _ -> Crew.life(0, _ -> ends(never)));
    workers.drain();

    workers.join(Duration.ofMillis(1));

    assertThat(crew.said()).containsExactly("worker 1 does not end and is left behind");
    never.countDown();
  }

  private static boolean ends(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return true;
  }

  @Test
  void tellingThemTwiceIsTellingThemOnce() throws Exception {
    Workers workers = crew.start(2, _ -> Crew.idle(1));

    workers.drain();
    workers.drain();
    crew.end();

    assertThat(crew.said()).containsExactly("draining 2 connections, at most 30 s");
  }
}
