package io.weightless.inspect;

import static io.weightless.inspect.Named.why;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.reactor.Deadlock;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import io.weightless.sync.Lock;
import io.weightless.testkit.FastEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Who waits for whom.
class WhyTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void theChainLeadsToTheOneThatHoldsAllTheOthersUp() {
    scene.run(scope -> {
      Lock lock = new Lock();
      Task<?> holder =
          scope.start(
              "holder",
              () -> {
                lock.lock();
                sleep(9);
                lock.unlock();
              });
      Task<?> waiter = scope.start("waiter", () -> lock.hold().close());
      scope.start("awaiter", () -> waiter.await());
      settle();
      Why why = why("awaiter");

      assertThat(why.chain())
          .extracting(Why.Link::name)
          .containsExactly("awaiter", "waiter", "holder");
      assertThat(why.conclusion()).isEqualTo("It goes on when that time has passed.");
      assertThat(why.toString().lines())
          .containsExactly(
              "task 'awaiter' waits for Task[waiter, RUNNING]",
              "task 'waiter' waits for Lock[held by 'holder'; waiting: 'waiter']",
              "task 'holder' waits for PT9S",
              "It goes on when that time has passed.");
      holder.await();
      return null;
    });
  }

  @Test
  void eachTaskOfTheChainHasItsStack() {
    scene.run(scope -> {
      Task<?> sleeper = scope.start("sleeper", () -> sleep(9));
      scope.start("awaiter", () -> sleeper.await());
      settle();

      assertThat(why("awaiter").chain())
          .allSatisfy(
              link -> assertThat(link.stack()).anyMatch(frame -> frame.contains("WhyTest")));
      return null;
    });
  }

  @Test
  void thoseThatWaitForEachOtherAreACircle() {
    Throwable thrown =
        thrownBy(() ->
            scene.run(scope -> {
              Lock one = new Lock();
              Lock other = new Lock();
              scope.start("a", () -> takeBoth(one, other));
              scope.start("b", () -> takeBoth(other, one));
              scope.start(
                  "looks",
                  () -> {
                    sleep(5);
                    Why why = why("a");

                    assertThat(why.chain())
                        .extracting(Why.Link::name)
                        .containsExactly("a", "b", "a");
                    assertThat(why.conclusion())
                        .isEqualTo(
                            "They wait for each other: none goes on before one of them is"
                                + " cancelled.");
                  });
              return null;
            }));

    assertThat(thrown)
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("these wait for each other: 'a', for 'b', for 'a'")
        .hasMessageContaining(
            "'b' waits at\n      io.weightless.inspect.WhyTest.takeBoth(WhyTest.java:");
  }

  private static void takeBoth(Lock first, Lock second) {
    try (var _ = first.hold()) {
      sleep(1);
      second.lock();
    }
  }

  @Test
  void aTaskThatWaitsForItsScopeWaitsForTheOldestTaskInIt() {
    scene.run(scope -> {
      scope.start(
          "owner",
          () ->
              Scope.join(inner -> {
                inner.start("older", () -> sleep(9));
                inner.start("younger", () -> sleep(9));
              }));
      settle();

      assertThat(why("owner").chain()).extracting(Why.Link::name).containsExactly("owner", "older");
      return null;
    });
  }

  @Test
  void atAChannelItIsTheLastOneThatUsedTheOtherEndIfTheReactorIsWatched() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      try (Watch _ = Watch.open()) {
        scope.start(
            "producer",
            () -> {
              channel.send("first");
              sleep(9);
              channel.send("second");
            });
        scope.start(
            "consumer",
            () -> {
              channel.receive();
              channel.receive();
            });
        settle();

        assertThat(why("consumer").chain())
            .extracting(Why.Link::name)
            .containsExactly("consumer", "producer");
      }
      assertThat(why("consumer").chain()).extracting(Why.Link::name).containsExactly("consumer");
      assertThat(why("consumer").conclusion())
          .isEqualTo("No task is known that has to end that wait.");
      return null;
    });
  }

  @Test
  void twoThatEachWaitForRoomThatTheOtherOneMustMakeAreACircleIfTheReactorIsWatched() {
    Throwable thrown =
        thrownBy(() ->
            scene.run(scope -> {
              Channel<String> there = Channel.buffered(1);
              Channel<String> back = Channel.buffered(1);
              Watch.open();
              scope.start("a", () -> floods(there, back));
              scope.start("b", () -> floods(back, there));
              return null;
            }));

    assertThat(thrown).hasMessageContaining("these wait for each other: 'a', for 'b', for 'a'");
  }

  /// Receives once, and sends ever after.
  private static void floods(Channel<String> to, Channel<String> from) {
    to.send("first");
    from.receive();
    while (true) {
      to.send("more");
    }
  }

  @Test
  void theConclusionTellsWhatTheLastOneDoes() {
    scene.run(scope -> {
      CompletableFuture<String> elsewhere = new CompletableFuture<>();
      Event event = new Event();
      scope.start("stage", () -> Task.await(elsewhere));
      scope.start("event", () -> event.await());
      settle();
      scope.start("ready", () -> {});

      assertThat(why("main").conclusion()).isEqualTo("It runs now.");
      assertThat(why("ready").conclusion()).isEqualTo("It is ready, and will have its turn.");
      assertThat(why("stage").conclusion()).isEqualTo("That may come from another thread.");
      assertThat(why("event").conclusion())
          .isEqualTo("No task is known that has to end that wait.");
      event.set();
      elsewhere.complete("end");
      return null;
    });
  }

  @FastEngine
  @Test
  void ofAThreadThatATaskHasStartedItTellsTheStackToo() {
    scene.run(scope -> {
      CountDownLatch latch = new CountDownLatch(1);
      scope.start(
          "host", () -> Thread.ofVirtual().name("helper").start(() -> awaitQuietly(latch)).join());
      settle();
      Why why = why("helper");
      latch.countDown();

      assertThat(why.chain()).extracting(Why.Link::name).containsExactly("helper");
      assertThat(why.chain().getFirst().stack()).anyMatch(frame -> frame.contains("awaitQuietly"));
      assertThat(why.conclusion()).isEqualTo("It waits in the JDK: its stack tells for what.");
      return null;
    });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      // it is over
    }
  }

  @Test
  void ofATaskThatIsNotThereNothingIsTold() {
    assertThat(Why.of(scene.reactor, 4_711)).isEmpty();
  }
}
