package io.weightless.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.channel.ChannelClosed;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.scene.Scene;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ShardsTest {
  private static final Duration FOREVER = Duration.ofDays(1);

  @AutoClose private final Reactor reactor = Reactor.open();
  private final Queue<Object> trail = new ConcurrentLinkedQueue<>();

  @Test
  void eachHasItsOwnReactorAndThread() {
    Set<Reactor> reactors = ConcurrentHashMap.newKeySet();
    Shards.run(
        3,
        shard -> {
          reactors.add(Reactor.current());
          trail.add(shard.index() + " of " + shard.count());
        });

    assertThat(reactors).hasSize(3);
    assertThat(trail).containsExactlyInAnyOrder("0 of 3", "1 of 3", "2 of 3");
  }

  @Test
  void asManyAsCoresIsTheDefault() {
    AtomicInteger ran = new AtomicInteger();
    Shards.perCore().run(_ -> ran.incrementAndGet());
    assertThat(ran).hasValue(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void itReturnsWhenAllThatTheyStartedHasEnded() {
    AtomicInteger ended = new AtomicInteger();
    Shards.run(
        2,
        shard ->
            shard
                .scope()
                .start(
                    "later",
                    () -> {
                      Task.sleep(Duration.ofMillis(1));
                      ended.incrementAndGet();
                    }));
    assertThat(ended).hasValue(2);
  }

  @Test
  void theyTalkThroughMailboxesThatAreThereWhenTheFirstOneBegins() {
    Shards shards = Shards.of(3);
    Mailboxes<Integer> next = shards.mailboxes("next", 1);
    shards.run(shard -> {
      next.at((shard.index() + 1) % 3).send(shard.index());
      trail.add(shard.index() + " from " + next.here().receive());
    });

    assertThat(trail).containsExactlyInAnyOrder("0 from 2", "1 from 0", "2 from 1");
  }

  @Test
  void mailboxesMayBePrioritised() {
    Shards shards = Shards.of(1);
    Mailboxes<Integer> boxes = shards.mailboxes("sorted", 3, Comparator.naturalOrder());
    shards.run(_ -> {
      List.of(3, 1, 2).forEach(boxes.at(0)::send);
      boxes.close();
      boxes.here().forEach(trail::add);
    });

    assertThat(trail).containsExactly(1, 2, 3);
  }

  @Test
  void theFirstFailureCancelsTheOthersAndIsThrownWithItsOwnType() {
    AtomicInteger begun = new AtomicInteger();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            Shards.<IOException>run(
                3,
                shard -> {
                  begun.incrementAndGet();
                  if (shard.index() == 1) {
                    awaitAll(begun, 3);
                    throw new IOException("broken");
                  }
                  sleepAndTell(shard);
                }))
        .withMessage("broken")
        .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());

    assertThat(trail).containsExactlyInAnyOrder("0 ends", "2 ends");
  }

  private static void awaitAll(AtomicInteger begun, int count) {
    while (begun.get() < count) {
      Task.yield();
    }
  }

  private void sleepAndTell(Shard shard) {
    try {
      Task.sleep(FOREVER);
    } finally {
      trail.add(shard.index() + " ends");
    }
  }

  @Test
  void laterFailuresAreSuppressedInTheFirst() {
    AtomicInteger begun = new AtomicInteger();
    assertThatThrownBy(() ->
            Shards.run(
                2,
                shard -> {
                  begun.incrementAndGet();
                  if (shard.index() == 0) {
                    awaitAll(begun, 2);
                    throw new IllegalStateException("first");
                  }
                  try {
                    Task.sleep(FOREVER);
                  } finally {
                    shard
                        .scope()
                        .start(
                            "fails",
                            () -> {
                              throw new IllegalStateException("second");
                            });
                  }
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("first")
        .satisfies(e ->
            assertThat(e.getSuppressed())
                .singleElement()
                .satisfies(later -> assertThat(later).hasMessage("second")));
  }

  @Test
  void theFailureOfATaskOrOfACallbackIsThatOfItsShard() {
    assertThatThrownBy(() ->
            Shards.run(
                2,
                shard -> {
                  if (shard.index() == 0) {
                    shard
                        .scope()
                        .start(
                            "fails",
                            () -> {
                              throw new IllegalStateException("in a task");
                            });
                  }
                  Task.sleep(FOREVER);
                }))
        .hasMessage("in a task");
    assertThatThrownBy(() ->
            Shards.run(
                2,
                shard -> {
                  if (shard.index() == 0) {
                    Reactor.current()
                        .post(() -> {
                          throw new IllegalStateException("in a callback");
                        });
                  }
                  Task.sleep(FOREVER);
                }))
        .hasMessage("in a callback");
  }

  @Test
  void whoSendsToAShardThatHasEndedIsTold() {
    Shards shards = Shards.of(2);
    Mailboxes<String> boxes = shards.mailboxes("boxes", 1);
    assertThatThrownBy(() ->
            shards.run(shard -> {
              while (shard.index() == 0) {
                boxes.at(1).send("fills it, and waits");
              }
            }))
        .isInstanceOf(ChannelClosed.class);
  }

  @Test
  void cancelEndsAllAndIsToldToWhoeverRunsThem() {
    Shards shards = Shards.of(2);
    assertThatThrownBy(() ->
            shards.run(shard -> {
              if (shard.index() == 0) {
                shards.cancel("enough");
                shards.cancel("too much");
              }
              Task.sleep(FOREVER);
            }))
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
  }

  @Test
  void whatReturnsAllTheSameWasNotCancelled() {
    Shards shards = Shards.of(2);
    shards.run(_ -> shards.cancel("enough"));
  }

  @Test
  void cancelledBeforeTheyRunTheyDoNothing() {
    Shards shards = Shards.of(2);
    shards.cancel("never");
    assertThatThrownBy(() -> shards.run(_ -> trail.add("ran")))
        .isInstanceOf(CancellationException.class)
        .hasMessage("never");
    assertThat(trail).isEmpty();
  }

  @Test
  void drainEndsTheWorkThatGoesOnForEverAndLetsFinishWhatFlows() {
    Shards shards = Shards.of(2);
    Mailboxes<Integer> boxes = shards.mailboxes("boxes", 8);
    shards.run(shard -> {
      shard.onDrain(boxes::close);
      if (shard.index() == 0) {
        List.of(1, 2, 3).forEach(boxes.at(1)::send);
        shards.drain(FOREVER);
        shards.drain(Duration.ZERO);
      }
      boxes.here().forEach(trail::add);
      while (!shard.isDraining()) {
        Task.yield(); // another one was told before, and closed the mailboxes
      }
      assertThatThrownBy(() -> shard.scope().start("too late", () -> {}))
          .isInstanceOf(IllegalStateException.class);
      shard.onDrain(() -> trail.add("at once"));
    });

    assertThat(trail.stream().filter(Integer.class::isInstance)).containsExactly(1, 2, 3);
    assertThat(trail.stream().filter("at once"::equals)).hasSize(2);
  }

  @Test
  void whatIsNotDrainedInTimeIsCancelled() {
    Shards shards = Shards.of(2);
    assertThatThrownBy(() ->
            shards.run(shard -> {
              shards.drain(Duration.ofMillis(1));
              Task.sleep(FOREVER);
            }))
        .isInstanceOf(DeadlineExceeded.class);
  }

  @Test
  void aTaskThatRunsThemWaitsWhileItsReactorGoesOnAndCanBeCancelled() {
    List<Object> seen = new ArrayList<>();
    reactor.run(() ->
        Scope.run(scope -> {
          CountDownLatch begun = new CountDownLatch(2);
          Task<?> runner =
              scope.start(
                  "runner",
                  () ->
                      Shards.run(
                          2,
                          shard -> {
                            begun.countDown();
                            sleepAndTell(shard);
                          }));
          while (begun.getCount() > 0) {
            Task.yield(); // so its reactor goes on
          }
          runner.cancel("no more");
          seen.add(Scene.thrownBy(runner::await));
          seen.addAll(trail);
          return null;
        }));

    assertThat((Throwable) seen.removeFirst())
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("no more");
    assertThat(seen).containsExactlyInAnyOrder("0 ends", "1 ends");
  }

  @Test
  void anInterruptOfTheThreadThatRunsThemCancelsThem() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    FutureTask<@Nullable Throwable> runner =
        new FutureTask<>(() -> {
          Throwable thrown =
              Scene.thrownBy(() ->
                  Shards.run(
                      2,
                      shard -> {
                        begun.countDown();
                        sleepAndTell(shard);
                      }));
          trail.add(Thread.currentThread().isInterrupted());
          return thrown;
        });
    Thread thread = Thread.ofPlatform().start(runner);
    begun.await();
    thread.interrupt();

    assertThat(runner.get()).isInstanceOf(CancellationException.class);
    assertThat(trail).containsExactlyInAnyOrder("0 ends", "1 ends", true);
  }

  @Test
  void oneThatCannotBeStartedEndsTheOthers() {
    Cores oneOnly =
        new Cores() {
          @Override
          public int count() {
            return 2;
          }

          @Override
          public void start(String name, Work<?> life, Consumer<@Nullable Throwable> ended) {
            if (name.equals("shard-1")) {
              throw new IllegalStateException("no more threads");
            }
            THREADS.start(name, life, ended);
          }
        };
    reactor.attach(Cores.class, oneOnly);
    reactor.run(() ->
        trail.add(Scene.thrownBy(() -> Shards.perCore().run(_ -> trail.add("ran"))).getMessage()));

    assertThat(trail).containsExactly("no more threads");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> Shards.of(0)).isInstanceOf(IllegalArgumentException.class);
    Shards shards = Shards.of(1);
    assertThatThrownBy(() -> shards.mailboxes("none", 0))
        .isInstanceOf(IllegalArgumentException.class);
    Mailboxes<String> boxes = shards.mailboxes("boxes", 1);
    assertThatThrownBy(() -> boxes.at(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(boxes::here).isInstanceOf(IllegalStateException.class);
    shards.run(_ ->
        assertThatThrownBy(() -> boxes.at(1))
            .hasMessage("there is no shard 1 of 1 for mailboxes 'boxes'"));
    assertThatThrownBy(() -> shards.run(_ -> {})).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> shards.mailboxes("late", 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> boxes.at(0).trySend("late")).isInstanceOf(ChannelClosed.class);
  }

  @Test
  void aCallbackCannotRunThem() {
    reactor.run(() -> {
      Reactor.current().post(() -> trail.add(Scene.thrownBy(() -> Shards.run(1, _ -> {}))));
      Task.yield();
    });

    assertThat(trail).singleElement().isInstanceOf(IllegalStateException.class);
  }
}
