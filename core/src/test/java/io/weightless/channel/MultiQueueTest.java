package io.weightless.channel;

import static io.weightless.channel.Select.after;
import static io.weightless.channel.Select.inOrder;
import static io.weightless.channel.Select.receive;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The Thread Safe MultiQueue: one task waits for several prioritised queues at once, which other
/// threads feed.
class MultiQueueTest {
  @AutoClose private final Reactor reactor = Reactor.open();
  private final List<FutureTask<@Nullable Void>> threads = new ArrayList<>();

  private FutureTask<@Nullable Void> thread(Runnable work) {
    FutureTask<@Nullable Void> done = new FutureTask<>(work, null);
    threads.add(done);
    Thread.ofPlatform().start(done);
    return done;
  }

  @Test
  void whatIsThereIsTakenByPriorityOfTheQueuesAndThenOfTheValues() throws Exception {
    List<String> taken = new ArrayList<>();
    reactor.run(() -> {
      Mailbox<String> urgent = Mailbox.prioritised(8, Comparator.naturalOrder());
      Mailbox<String> usual = Mailbox.prioritised(8, Comparator.naturalOrder());
      Mailbox<String> idle = Mailbox.buffered(8);
      thread(() -> List.of("idle 1", "idle 2").forEach(idle::send)).get();
      thread(() -> List.of("usual c", "usual a").forEach(usual::send)).get();
      thread(() -> List.of("urgent b", "urgent a").forEach(urgent::send)).get();
      while (taken.size() < 6) {
        taken.add(inOrder(receive(urgent), receive(usual), receive(idle)));
        if (taken.size() == 3) {
          thread(() -> urgent.send("urgent again")).get();
          taken.add(inOrder(receive(urgent), receive(usual), receive(idle)));
        }
      }
      taken.add(inOrder(receive(urgent), receive(usual), receive(idle)));
    });

    assertThat(taken)
        .containsExactly(
            "urgent a", "urgent b", "usual a", "urgent again", "usual c", "idle 1", "idle 2");
  }

  @Test
  void theTaskThatWaitsForAllOfThemIsWokenByWhicheverIsFed() {
    List<String> taken = new ArrayList<>();
    reactor.run(() -> {
      Mailbox<String> urgent = Mailbox.prioritised(8, Comparator.naturalOrder());
      Mailbox<String> usual = Mailbox.prioritised(8, Comparator.naturalOrder());
      for (Mailbox<String> fed : List.of(usual, urgent, usual)) {
        var _ = thread(() -> fed.send("something"));
        taken.add(inOrder(receive(urgent, value -> "urgent"), receive(usual, value -> "usual")));
      }
    });

    assertThat(taken).containsExactly("usual", "urgent", "usual");
  }

  @Test
  void whoGivesUpWaitingLeavesNoTraceInAnyQueue() throws Exception {
    reactor.run(() -> {
      Mailbox<String> one = Mailbox.prioritised(8, Comparator.naturalOrder());
      Mailbox<String> other = Mailbox.buffered(8);
      assertThat(
              Select.<@Nullable String>first(
                  receive(one), receive(other), after(Duration.ofMillis(1))))
          .isNull();
      assertThat(one.statistics().receiversWaiting()).isZero();
      assertThat(other.statistics().receiversWaiting()).isZero();
      thread(() -> one.send("later")).get();
      assertThat(one.receive()).isEqualTo("later");
    });
  }

  @Test
  void manyThreadsFeedManyQueuesAndNothingIsLostOrTurnedAround() throws Exception {
    int each = 2_000;
    int[] next = new int[6];
    CountDownLatch go = new CountDownLatch(1);
    reactor.run(() -> {
      List<Mailbox<Integer>> queues =
          List.of(
              Mailbox.prioritised(3, Comparator.naturalOrder()),
              Mailbox.buffered(3),
              Mailbox.prioritised(1, Comparator.naturalOrder()));
      for (int i = 0; i < next.length; i++) {
        int sender = i;
        Mailbox<Integer> queue = queues.get(i % queues.size());
        var _ = thread(() -> feed(queue, sender, each, go));
      }
      go.countDown();
      for (int i = 0; i < each * next.length; i++) {
        int value =
            Select.first(receive(queues.get(0)), receive(queues.get(1)), receive(queues.get(2)));
        int sender = value % next.length;
        assertThat(value / next.length).isEqualTo(next[sender]++);
      }
    });

    assertThat(next).containsOnly(each);
    for (FutureTask<?> thread : threads) {
      thread.get();
    }
  }

  private static void feed(Mailbox<Integer> queue, int sender, int count, CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < count; i++) {
      queue.send(i * 6 + sender); // grows, so that the least of a sender is its oldest
    }
  }
}
