package io.weightless.inspect;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weightless.channel.Channel;
import io.weightless.inspect.Happening.Kind;
import io.weightless.scene.Scene;
import io.weightless.scope.Task;
import io.weightless.testkit.FastEngine;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a reactor tells of while it is watched.
class WatchTest {
  @AutoClose private final Scene scene = new Scene();

  /// In an order that is easy to read: without the turns of the main task and of timers.
  private static List<Happening> of(List<Happening> all, String... names) {
    return all.stream().filter(one -> List.of(names).contains(one.who())).toList();
  }

  @Test
  void eachTurnIsToldAndWhichWasTheLastOne() {
    scene.run(scope -> {
      try (Watch watch = Watch.open()) {
        scope.start(
            "task",
            () -> {
              Task.yield();
              sleep(1);
            });
        sleep(2);

        assertThat(of(watch.after(0), "task"))
            .extracting(Happening::kind)
            .containsExactly(Kind.TURN, Kind.TURN, Kind.LAST_TURN);
      }
      return null;
    });
  }

  @FastEngine
  @Test
  void aThreadThatATaskHasStartedIsToldByItsName() {
    scene.run(scope -> {
      try (Watch watch = Watch.open()) {
        scope.start("host", () -> Thread.ofVirtual().name("helper").start(Thread::yield).join());
        settle();

        assertThat(of(watch.after(0), "thread 'helper' of task 'host'")).isNotEmpty();
        assertThat(watch.after(0)).noneMatch(one -> one.who().contains("@"));
      }
      return null;
    });
  }

  @Test
  void eachValueThatGoesThroughAChannelIsToldWithWhoSentItAndWhoReceivedIt() {
    scene.run(scope -> {
      try (Watch watch = Watch.open()) {
        Channel<String> channel = Channel.buffered(1);
        scope.start("sender", () -> List.of("a", "b", "c").forEach(channel::send));
        settle();
        scope.start("receiver", () -> List.of(channel.receive(), channel.receive()));
        settle();

        assertThat(of(watch.after(0), "sender", "receiver"))
            .filteredOn(one -> one.channel() > 0)
            .extracting(Happening::who, Happening::kind)
            .containsExactly(
                tuple("sender", Kind.SENT),
                tuple("receiver", Kind.RECEIVED),
                tuple("sender", Kind.SENT),
                tuple("receiver", Kind.RECEIVED),
                tuple("sender", Kind.SENT));
        SeenChannel seen = Snapshot.take().channels().getFirst();
        assertThat(seen.sender()).isEqualTo("sender");
        assertThat(seen.receiver()).isEqualTo("receiver");
        assertThat(seen.sent()).isEqualTo(3);
        assertThat(seen.received()).isEqualTo(2);
      }
      return null;
    });
  }

  @Test
  void aValueThatGoesStraightFromTaskToTaskIsReceivedAndThenSent() {
    scene.run(scope -> {
      try (Watch watch = Watch.open()) {
        Channel<String> channel = Channel.rendezvous();
        scope.start("receiver", channel::receive);
        scope.start("sender", () -> channel.send("a"));
        settle();

        assertThat(of(watch.after(0), "sender", "receiver"))
            .filteredOn(one -> one.channel() > 0)
            .extracting(Happening::who, Happening::kind)
            .containsExactly(tuple("receiver", Kind.RECEIVED), tuple("sender", Kind.SENT));
      }
      return null;
    });
  }

  @Test
  void howLongATaskHeldTheLoopIsInTheSnapshot() {
    scene.run(scope -> {
      try (Watch watch = Watch.open()) {
        scope.start(
            "hog",
            () -> {
              for (int turn = 0; turn < 3; turn++) {
                scene.clock.advance(seconds(7));
                Task.yield();
              }
            });
        for (int turn = 0; turn < 3; turn++) {
          Task.yield();
        }
        SeenTask hog = Snapshot.take().tasks().getLast();

        assertThat(hog.turns()).isEqualTo(3);
        assertThat(hog.heldNanos()).isEqualTo(seconds(21).toNanos());
        assertThat(of(watch.after(0), "hog"))
            .extracting(Happening::nanos)
            .containsOnly(seconds(7).toNanos());
      }
      return null;
    });
  }

  @Test
  void theNewestAreKeptAndTheirNumbersTellWhatIsMissing() {
    scene.run(_ -> {
      try (Watch watch = Watch.open()) {
        for (int turn = 0; turn < 5_000; turn++) {
          Task.yield();
        }
        List<Happening> kept = watch.after(0);

        assertThat(watch.last()).isGreaterThanOrEqualTo(5_000);
        assertThat(kept).hasSize(4_096);
        assertThat(kept.getFirst().number()).isEqualTo(watch.last() - 4_095);
        assertThat(kept.getLast().number()).isEqualTo(watch.last());
        assertThat(watch.after(watch.last() - 2)).hasSize(2);
        assertThat(watch.after(watch.last())).isEmpty();
      }
      return null;
    });
  }

  @Test
  void nothingIsToldWhenTheLastOneIsClosed() {
    scene.run(_ -> {
      Watch first = Watch.open();
      Watch second = Watch.open();
      first.close();
      first.close();
      Task.yield();
      long told = second.last();
      assertThat(Snapshot.take().loop().watched()).isTrue();
      second.close();
      Task.yield();

      assertThat(told).isPositive();
      assertThat(second.last()).isEqualTo(told);
      assertThat(Snapshot.take().loop().watched()).isFalse();
      assertThat(Snapshot.take().tasks().getFirst().turns()).isZero();
      return null;
    });
  }

  @Test
  void oneThatIsOpenedLaterBeginsAnew() {
    scene.run(_ -> {
      Watch first = Watch.open();
      Task.yield();
      first.close();
      try (Watch second = Watch.open()) {
        assertThat(second.last()).isZero();
      }
      return null;
    });
  }

  @Test
  void tasksThatHaveEndedAreForgotten() {
    scene.run(scope -> {
      try (Watch _ = Watch.open()) {
        Sight sight = Sight.of(scene.reactor);
        AtomicLong id = new AtomicLong();
        Task<?> task =
            scope.start(
                "short",
                () -> {
                  id.set(Thread.currentThread().threadId());
                  Task.yield();
                });
        Task.yield();
        assertThat(sight.usage(id.get()).turns()).isOne();
        task.await();

        assertThat(sight.usage(id.get())).isSameAs(Usage.NONE);
      }
      return null;
    });
  }

  @Test
  void ofChannelsThatNobodyWaitsAtThoseThatWereUsedLastAreKept() {
    scene.run(_ -> {
      try (Watch _ = Watch.open()) {
        for (int i = 0; i < 1_025; i++) {
          Channel.buffered(1).send("value");
        }
        List<SeenChannel> seen = Snapshot.take().channels();

        assertThat(seen).hasSize(1_024);
        assertThat(seen.getFirst().id()).isEqualTo(2);
      }
      return null;
    });
  }
}
