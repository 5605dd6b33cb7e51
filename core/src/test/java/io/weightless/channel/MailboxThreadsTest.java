package io.weightless.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What other threads, and tasks of other reactors, do to a mailbox.
class MailboxThreadsTest {
  private static final int MANY = 5_000;

  @AutoClose private final Reactor reactor = Reactor.open();

  /// A thread that runs `work`, and what it throws.
  private static FutureTask<@Nullable Throwable> thread(Work<?> work) {
    FutureTask<@Nullable Throwable> done =
        new FutureTask<>(() -> {
          try {
            work.run();
            return null;
          } catch (Throwable e) {
            return e;
          }
        });
    Thread.ofPlatform().name("sender").start(done);
    return done;
  }

  private static FutureTask<@Nullable Throwable> reactorOnThread(Work<?> body) {
    return thread(() -> {
      try (Reactor other = Reactor.open()) {
        other.run(body);
      }
    });
  }

  /// Lets the others go on until `box` has so many that wait to send.
  private static void awaitSenders(Mailbox<?> box, int count) {
    while (box.statistics().sendersWaiting() < count) {
      Task.yield();
    }
  }

  @Test
  void theValuesOfEachSenderComeInItsOrderThroughTheSmallestMailbox() throws Exception {
    List<FutureTask<@Nullable Throwable>> senders = new ArrayList<>();
    int[] next = new int[4];
    reactor.run(() ->
        Scope.join(scope -> {
          Mailbox<int[]> box = Mailbox.buffered(1);
          senders.add(thread(() -> sendAll(box, 0)));
          senders.add(thread(() -> sendAll(box, 1)));
          senders.add(reactorOnThread(() -> sendAll(box, 2)));
          scope.start("sender of its own", () -> sendAll(box, 3));
          for (int i = 0; i < 4 * MANY; i++) {
            int[] received = box.receive();
            assertThat(received[1]).isEqualTo(next[received[0]]++);
          }
          assertThat(box.tryReceive()).isNull();
        }));

    assertThat(next).containsOnly(MANY);
    for (var sender : senders) {
      assertThat(sender.get()).isNull();
    }
  }

  private static void sendAll(Mailbox<int[]> box, int sender) {
    for (int i = 0; i < MANY; i++) {
      box.send(new int[] {sender, i});
    }
  }

  @Test
  void ofManySendsOnlyTheFirstPosts() throws Exception {
    reactor.run(() ->
        Scope.join(scope -> {
          Mailbox<Integer> box = Mailbox.buffered(MANY);
          Task<Integer> receiver = scope.start("receiver", () -> box.receive());
          Task.yield();
          var sender =
              thread(() -> {
                for (int i = 0; i < MANY; i++) {
                  box.send(i);
                }
              });
          while (!sender.isDone()) {
            Thread.onSpinWait(); // holds the loop: nothing is taken in meanwhile
          }
          long before = Carrier.current().turns();
          assertThat(receiver.await()).isZero();
          assertThat(Carrier.current().turns() - before).isLessThan(10);
          assertThat(box.statistics().buffered()).isEqualTo(MANY - 1);
          assertThat(sender.get()).isNull();
        }));
  }

  @Test
  void aThreadThatWaitsIsHeldUntilThereIsRoom() throws Exception {
    List<FutureTask<@Nullable Throwable>> senders = new ArrayList<>();
    reactor.run(() -> {
      Mailbox<String> box = Mailbox.buffered(1);
      box.send("a");
      senders.add(thread(() -> box.send("b")));
      awaitSenders(box, 1);
      assertThat(senders.getFirst().isDone()).isFalse();
      assertThat(box.receive()).isEqualTo("a");
      assertThat(box.receive()).isEqualTo("b");
    });

    assertThat(senders.getFirst().get()).isNull();
  }

  @Test
  void aThreadThatIsInterruptedWhileItWaitsHasSentNothing() throws Exception {
    List<FutureTask<@Nullable Throwable>> senders = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    AtomicInteger flagged = new AtomicInteger();
    reactor.run(() -> {
      Mailbox<String> box = Mailbox.buffered(1);
      box.send("a");
      CompletableFuture<Thread> sender = new CompletableFuture<>();
      senders.add(
          thread(() -> {
            sender.complete(Thread.currentThread());
            try {
              box.send("b");
            } finally {
              flagged.set(Thread.currentThread().isInterrupted() ? 1 : 2);
            }
          }));
      threads.add(sender.join());
      awaitSenders(box, 1);
      threads.getFirst().interrupt();
      while (box.statistics().sendersWaiting() > 0) {
        Task.yield();
      }
      assertThat(box.receive()).isEqualTo("a");
      assertThat(box.tryReceive()).isNull();
    });

    assertThat(senders.getFirst().get()).isInstanceOf(CancellationException.class);
    assertThat(flagged).hasValue(1);
  }

  @Test
  void aTaskOfAnotherReactorWaitsWhileItsReactorGoesOnAndCanBeCancelled() throws Exception {
    List<FutureTask<@Nullable Throwable>> others = new ArrayList<>();
    List<Object> trail = new ArrayList<>();
    reactor.run(() -> {
      Mailbox<String> box = Mailbox.buffered(1);
      box.send("a");
      others.add(
          reactorOnThread(() ->
              Scope.join(scope -> {
                Task<?> sender = scope.start("sender", () -> box.send("b"));
                Task.yield();
                trail.add("it waits for " + sender.state());
                sender.cancel("no more");
                trail.add(Scene.thrownBy(sender::await).getClass());
              })));
      while (!others.getFirst().isDone()) {
        Task.yield();
      }
      assertThat(box.receive()).isEqualTo("a");
      assertThat(box.tryReceive()).isNull();
    });

    assertThat(others.getFirst().get()).isNull();
    assertThat(trail).containsExactly("it waits for RUNNING", CancellationException.class);
  }

  @Test
  void aThreadMayCloseItOrFailIt() throws Exception {
    List<Object> trail = new ArrayList<>();
    reactor.run(() -> {
      Mailbox<String> closed = Mailbox.buffered(1);
      var closer = thread(closed::close);
      trail.add(Scene.thrownBy(closed::receive));
      trail.add(closer.get());
      Mailbox<String> failed = Mailbox.buffered(1);
      var failer = thread(() -> failed.fail(new IllegalStateException("broken")));
      trail.add(Scene.thrownBy(failed::receive));
      trail.add(failer.get());
    });

    assertThat((Throwable) trail.get(0))
        .isInstanceOf(ChannelClosed.class)
        .hasMessageContaining("closed by thread 'sender'");
    assertThat((Throwable) trail.get(2))
        .isInstanceOf(ChannelFailed.class)
        .hasRootCauseMessage("broken");
    assertThat(trail.get(1)).isNull();
    assertThat(trail.get(3)).isNull();
  }

  @Test
  void whoWaitsToSendIsToldWhenTheReactorIsClosed() throws Exception {
    List<Mailbox<String>> made = new ArrayList<>();
    List<FutureTask<@Nullable Throwable>> senders = new ArrayList<>();
    try (Reactor gone = Reactor.open()) {
      gone.run(() -> {
        Mailbox<String> box = Mailbox.buffered(1);
        made.add(box);
        box.send("a");
        senders.add(thread(() -> box.send("b")));
        senders.add(reactorOnThread(() -> box.send("c")));
        awaitSenders(box, 2);
      });
    }

    for (var sender : senders) {
      assertThat(sender.get())
          .isInstanceOf(ChannelClosed.class)
          .hasMessageContaining("closed by the end of its reactor");
    }
    assertThatThrownBy(() -> made.getFirst().trySend("d")).isInstanceOf(ChannelClosed.class);
    assertThatThrownBy(() -> made.getFirst().send("d")).isInstanceOf(ChannelClosed.class);
  }

  @Test
  void afterTheReactorWasClosedNobodyCanSendAlsoWhereThereWasRoom() {
    List<Mailbox<String>> made = new ArrayList<>();
    try (Reactor gone = Reactor.open()) {
      gone.run(() -> made.add(Mailbox.buffered(1)));
    }

    assertThatThrownBy(() -> made.getFirst().trySend("a")).isInstanceOf(ChannelClosed.class);
    made.getFirst().fail(new IllegalStateException("too late"));
  }

  @Test
  void betweenTwoRunsItTakesWhatFits() {
    List<Mailbox<String>> made = new ArrayList<>();
    reactor.run(() -> {
      Mailbox<String> box = Mailbox.buffered(1);
      made.add(box);
      assertThat(box.tryReceive()).isNull();
    });
    assertThat(made.getFirst().trySend("a")).isTrue();
    assertThat(made.getFirst().trySend("b")).isFalse();
    reactor.run(() -> assertThat(made.getFirst().receive()).isEqualTo("a"));
  }
}
