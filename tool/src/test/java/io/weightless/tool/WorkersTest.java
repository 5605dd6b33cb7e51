package io.weightless.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.LoggedFailures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Beginning, dying and being started anew.
@Timeout(60)
final class WorkersTest {
  @AutoClose private final Crew crew = new Crew();

  /// Lives that have begun, of all workers.
  private final AtomicInteger begun = new AtomicInteger();

  /// Zero when the test wants the lives to fail that wait for it.
  private final CountDownLatch fault = new CountDownLatch(1);

  @Test
  void allHaveBegunWhenStartReturnsEachOnAReactorAndAThreadOfItsOwn() throws Exception {
    Set<Reactor> reactors = ConcurrentHashMap.newKeySet();
    Set<String> threads = ConcurrentHashMap.newKeySet();
    crew.reactors =
        () -> {
          threads.add(Thread.currentThread().getName());
          return Crew.virtualReactor();
        };

    crew.start(
        3,
        _ -> {
          reactors.add(Reactor.current());
          return Crew.idle(0);
        });

    assertThat(reactors).hasSize(3);
    assertThat(threads).containsExactlyInAnyOrder("worker-1", "worker-2", "worker-3");
  }

  @Test
  void oneThatDiesIsReportedAndStartedAnewWhileTheOthersGoOn() throws Exception {
    CountDownLatch anew = new CountDownLatch(3);
    crew.start(
        2,
        scope -> {
          if (begun.incrementAndGet() == 1) {
            scope.start("fault", this::failWhenTold);
          }
          anew.countDown();
          return Crew.idle(0);
        });

    fault.countDown();
    anew.await();
    crew.end();

    assertThat(crew.said()).containsExactly("worker 1 failed: fault; starting it anew");
    assertThat(begun).hasValue(3);
  }

  @Test
  void eachIsWatchedByItsNameAlsoWhenItWasStartedAnew() throws Exception {
    CountDownLatch anew = new CountDownLatch(3);
    crew.start(
        2,
        scope -> {
          if (begun.incrementAndGet() == 1) {
            scope.start("fault", this::failWhenTold);
          }
          anew.countDown();
          return Crew.idle(0);
        });
    assertThat(crew.watched).hasToString("Watched[worker-1, worker-2]");

    fault.countDown();
    anew.await();
    assertThat(crew.watched).hasToString("Watched[worker-1, worker-2]");
    crew.end();
    assertThat(crew.watched).hasToString("Watched[]");
    assertThat(crew.said()).containsExactly("worker 1 failed: fault; starting it anew");
  }

  private void failWhenTold() throws InterruptedException {
    fault.await();
    throw new IllegalStateException("fault");
  }

  @Test
  void anErrorIsADeathLikeAnyOther() throws Exception {
    assertStartedAnew(
        scope ->
            scope.start(
                "fault",
                () -> {
                  throw new StackOverflowError();
                }),
        "worker 1 failed: StackOverflowError; starting it anew");
  }

  @Test
  void aCallbackThatFailsIsADeath() throws Exception {
    assertStartedAnew(
        _ ->
            Reactor.current()
                .after(
                    Duration.ofHours(1),
                    () -> {
                      throw new IllegalStateException("in a callback");
                    }),
        "worker 1 failed: in a callback; starting it anew");
  }

  @Test
  void aLoopThatCanNotGoOnIsADeath() throws Exception {
    crew.reactors =
        () -> Reactor.open(new BreakingBackend(), new Crew.PatientClock(), new SplittableRandom(1));
    assertStartedAnew(
        _ -> BreakingBackend.breakNow(),
        "worker 1 failed: the backend 'BreakingBackend' failed; starting it anew");

    assertThat(LoggedFailures.await())
        .extracting(logged -> logged.getThrown().getMessage())
        .containsOnly("the backend 'BreakingBackend' failed"); // once more, while it is closed
  }

  private interface Fatal {
    void in(Scope scope);
  }

  /// One worker, whose first life dies of `fatal`, and only the second one drains.
  private void assertStartedAnew(Fatal fatal, String report) throws Exception {
    CountDownLatch anew = new CountDownLatch(2);
    crew.start(
        1,
        scope -> {
          if (begun.incrementAndGet() == 1) {
            fatal.in(scope);
          }
          anew.countDown();
          return Crew.idle(1);
        });
    anew.await();
    crew.end();

    assertThat(crew.said()).containsExactly(report, "draining 1 connection, at most 30 s");
  }

  @Test
  void thePauseDoublesWhileItKeepsDyingAndIsShortAgainAfterALongLife() throws Exception {
    crew.start(
        1,
        scope -> {
          int life = begun.incrementAndGet();
          if (life <= 3) {
            scope.start("fault", () -> failAfter(Duration.ofMillis(10)));
          } else if (life == 4) {
            scope.start("fault", () -> failAfter(Duration.ofSeconds(5)));
          }
          return Crew.idle(0);
        });

    for (long millis : LongStream.of(100, 200, 400, 100).toArray()) {
      assertThat(crew.pauses.take()).hasMillis(millis);
    }
  }

  private static void failAfter(Duration time) {
    Task.sleep(time);
    throw new IllegalStateException("after " + time);
  }

  @Test
  void oneThatCanNotBeginAnewIsTriedAgain() throws Exception {
    CountDownLatch anew = new CountDownLatch(4);
    crew.start(
        1,
        scope -> {
          anew.countDown();
          switch (begun.incrementAndGet()) {
            case 1 -> scope.start("fault", () -> failAfter(Duration.ZERO));
            case 2, 3 -> throw new IOException("the port is taken");
            default -> {}
          }
          return Crew.idle(0);
        });
    anew.await();
    crew.end();

    assertThat(crew.said())
        .containsExactly(
            "worker 1 failed: after PT0S; starting it anew",
            "worker 1 failed: the port is taken; starting it anew",
            "worker 1 failed: the port is taken; starting it anew");
    assertThat(crew.pauses.stream().map(Duration::toMillis)).containsExactly(100L, 200L, 400L);
  }

  @Test
  void oneWhoseReportFailsIsStartedAnewAllTheSame() throws Exception {
    CountDownLatch anew = new CountDownLatch(2);
    Voice mute = new Voice(new PrintWriter(new Full()), () -> false);
    crew.start(
        1,
        scope -> {
          if (begun.incrementAndGet() == 1) {
            scope.start("fault", () -> failAfter(Duration.ZERO));
          }
          anew.countDown();
          return Crew.idle(0);
        },
        mute);

    anew.await();
  }

  private static final class Full extends Writer {
    @Override
    public void write(char[] text, int start, int length) {
      throw new OutOfMemoryError("no heap to say it");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void whatKeepsTheFirstOneFromBeginningIsThrownAndNoOtherBegins() {
    IOException taken = new IOException("the port is taken");

    assertThatThrownBy(() ->
            crew.start(
                3,
                _ -> {
                  begun.incrementAndGet();
                  throw taken;
                }))
        .isSameAs(taken);

    assertThat(begun).hasValue(1);
    assertThat(crew.said()).isEmpty();
  }

  @Test
  void whatKeepsALaterOneFromBeginningIsThrownAndTheOthersEnd() {
    IOException taken = new IOException("the port is taken");

    assertThatThrownBy(() ->
            crew.start(
                4,
                _ -> {
                  if (begun.incrementAndGet() == 3) {
                    throw taken;
                  }
                  return Crew.idle(7);
                }))
        .isSameAs(taken);

    assertThat(crew.said()).isEmpty();
  }

  @Test
  void aReactorThatCanNotBeOpenedIsThrown() {
    crew.reactors =
        () -> {
          throw new IllegalArgumentException("no such backend");
        };

    assertThatThrownBy(() -> crew.start(2, _ -> Crew.idle(0))).hasMessage("no such backend");
  }
}
