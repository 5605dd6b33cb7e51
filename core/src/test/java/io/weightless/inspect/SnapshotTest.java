package io.weightless.inspect;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.weightless.channel.Channel;
import io.weightless.channel.Mailbox;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo.Kind;
import io.weightless.reactor.TaskInfo.State;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Lock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is to be seen of a reactor at one moment.
class SnapshotTest {
  @AutoClose private final Scene scene = new Scene();

  private static SeenTask task(Snapshot snapshot, String name) {
    return snapshot.tasks().stream().filter(one -> one.name().equals(name)).findFirst().get();
  }

  @Test
  void eachTaskIsBelowTheOneThatItIsInsideOf() {
    scene.run(scope -> {
      scope.start("outer", () -> Scope.join(inner -> inner.start("inner", () -> sleep(9))));
      settle();
      Snapshot seen = Snapshot.take();

      assertThat(seen.tasks()).extracting(SeenTask::name).containsExactly("main", "outer", "inner");
      assertThat(task(seen, "main").parent()).isZero();
      assertThat(task(seen, "outer").parent()).isEqualTo(task(seen, "main").id());
      assertThat(task(seen, "inner").parent()).isEqualTo(task(seen, "outer").id());
      return null;
    });
  }

  @Test
  void ofATaskItTellsTheStateTheAgeAndWhatItWaitsFor() {
    scene.run(scope -> {
      Lock lock = new Lock();
      lock.lock();
      scope.start("waits", () -> lock.hold().close());
      sleep(3);
      scope.start("is ready", () -> {});
      Snapshot seen = Snapshot.take();
      lock.unlock();

      assertThat(task(seen, "main").state()).isEqualTo(State.RUNNING);
      assertThat(task(seen, "main").kind()).isEqualTo(Kind.TASK);
      assertThat(task(seen, "is ready").state()).isEqualTo(State.READY);
      SeenTask waits = task(seen, "waits");
      assertThat(waits.state()).isEqualTo(State.WAITING);
      assertThat(waits.awaits()).isEqualTo("Lock[held by 'main'; waiting: 'waits']");
      assertThat(waits.ageNanos()).isEqualTo(seconds(3).toNanos());
      return null;
    });
  }

  @Test
  void theScopesOfATaskAreToldOutermostFirstAndWhichOfThemAnotherOneIsIn() {
    scene.run(scope -> {
      scope.start("in the first", () -> sleep(9));
      Scope.collect(collecting -> {
        Scope.join(
            Deadline.after(seconds(60)),
            timed -> {
              timed.start("in the third", () -> sleep(9));
              Scope.shield(() -> sleep(2));
              Snapshot seen = Snapshot.take();

              assertThat(task(seen, "main").scopes())
                  .containsExactly("scope", "scope that collects", "scope, 58.0 s left");
              assertThat(task(seen, "in the first").scope()).isZero();
              assertThat(task(seen, "in the third").scope()).isEqualTo(2);
            });
        return null;
      });
      return null;
    });
  }

  @Test
  void aScopeThatDrainsOrWasCancelledSaysSo() {
    scene.run(scope -> {
      scope.start(
          "ends",
          () ->
              Scope.join(inner -> {
                inner.drain(Deadline.after(seconds(1)));
                Scope.shield(() -> sleep(5));
              }));
      settle();
      assertThat(task(Snapshot.take(), "ends").scopes())
          .containsExactly("scope, draining", "shielded scope");
      sleep(2);
      assertThat(task(Snapshot.take(), "ends").scopes())
          .containsExactly(
              "scope, draining, cancelled: the deadline of PT1S passed", "shielded scope");
      return null;
    });
  }

  @Test
  void theChannelsWhereTasksWaitAreToldWithTheirDepths() {
    scene.run(scope -> {
      Channel<String> full = Channel.buffered(2);
      Channel<String> empty = Channel.rendezvous();
      scope.start("sender", () -> List.of("a", "b", "c").forEach(full::send));
      scope.start("receiver", empty::receive);
      settle();
      Snapshot seen = Snapshot.take();
      empty.send("end");
      full.receive();

      assertThat(seen.channels())
          .extracting(
              SeenChannel::capacity,
              SeenChannel::buffered,
              SeenChannel::sendersWaiting,
              SeenChannel::receiversWaiting,
              SeenChannel::sent,
              SeenChannel::received)
          .containsExactly(tuple(2, 2, 1, 0, 2L, 0L), tuple(0, 0, 0, 1, 0L, 0L));
      return null;
    });
  }

  @Test
  void aTaskMayWaitForRoomInAMailboxOfAnotherReactor() {
    try (Reactor other = Reactor.open()) {
      AtomicReference<Mailbox<String>> there = new AtomicReference<>();
      other.run(() -> there.set(Mailbox.buffered(1)));
      Mailbox<String> full = there.get();
      scene.run(scope -> {
        full.send("kept");
        Task<?> sender = scope.start("sender", () -> full.send("waits"));
        settle();
        Snapshot seen = Snapshot.take();
        Why why = Why.of(scene.reactor, task(seen, "sender").id()).get();
        sender.cancel("it is seen");

        assertThat(task(seen, "sender").awaits()).startsWith("room in Mailbox[");
        assertThat(seen.channels()).isEmpty();
        assertThat(why.conclusion()).isEqualTo("That may come from another thread.");
        return null;
      });
    }
  }

  @Test
  void aChannelKeepsItsIdFromOneSnapshotToTheNext() {
    scene.run(scope -> {
      Channel<String> first = Channel.rendezvous();
      Channel<String> second = Channel.rendezvous();
      scope.start("one", second::receive);
      settle();
      long id = Snapshot.take().channels().getFirst().id();
      scope.start("other", first::receive);
      settle();
      List<SeenChannel> both = Snapshot.take().channels();
      first.send("end");
      second.send("end");

      assertThat(both).extracting(SeenChannel::id).containsExactly(id, id + 1);
      return null;
    });
  }

  @Test
  void theLoopIsTold() {
    scene.run(scope -> {
      scope.start("sleeper", () -> sleep(1));
      settle();
      SeenLoop loop = Snapshot.take().loop();

      assertThat(loop.backend()).isEqualTo("none");
      assertThat(loop.engine()).isIn("fast", "portable");
      assertThat(loop.timers()).isOne();
      assertThat(loop.turns()).isPositive();
      assertThat(loop.heldBy()).isEmpty();
      assertThat(loop.watched()).isFalse();
      return null;
    });
  }

  @Test
  void aReactorThatNobodyRunsCanBeLookedAtFromAnywhere() {
    Snapshot seen = Snapshot.of(scene.reactor);

    assertThat(seen.tasks()).isEmpty();
    assertThat(seen.components()).isEmpty();
    assertThat(seen.streams()).isEmpty();
  }

  @Test
  void oneThatIsRunIsLookedAtFromInsideOnly() throws InterruptedException {
    scene.run(_ -> {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread other =
          Thread.ofPlatform()
              .start(() -> thrown.set(Scene.thrownBy(() -> Snapshot.of(scene.reactor))));
      other.join();

      assertThat(thrown.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("use Reactor.post");
      return null;
    });
    assertThatThrownBy(Snapshot::take).isInstanceOf(IllegalStateException.class);
  }
}
