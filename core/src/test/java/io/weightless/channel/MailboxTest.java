package io.weightless.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// From the reactor of the mailbox itself; what other threads do is in [MailboxThreadsTest].
class MailboxTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void whatIsSentComesOutInOrder() {
    scene.run(scope -> {
      Mailbox<Integer> box = Mailbox.buffered(3);
      box.send(1);
      box.send(2);
      box.send(3);
      scene.mark(box.trySend(4));
      box.close();
      box.forEach(scene::mark);
      return null;
    });

    assertThat(scene.trail).containsExactly(false, 1, 2, 3);
  }

  @Test
  void whoWaitsToSendComesInInOrderAndIsNotOvertaken() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(1);
      box.send("a");
      for (String value : List.of("b", "c", "d")) {
        scope.start(
            value,
            () -> {
              box.send(value);
              scene.mark("sent " + value);
            });
      }
      Task.yield();
      for (int i = 0; i < 4; i++) {
        scene.mark(box.receive());
        scene.mark(box.trySend("x"));
      }
      return null;
    });

    assertThat(scene.trail.stream().filter(mark -> !mark.toString().startsWith("sent")))
        .containsExactly("a", false, "b", false, "c", false, "d", true);
    assertThat(scene.trail).contains("sent b", "sent c", "sent d");
  }

  @Test
  void whoWaitsToReceiveIsServedInOrderAndNotOvertaken() {
    scene.run(scope -> {
      Mailbox<Integer> box = Mailbox.buffered(4);
      for (String name : List.of("a", "b")) {
        scope.start(name, () -> scene.mark(name + box.receive()));
      }
      Task.yield();
      box.send(1);
      box.send(2);
      box.send(3);
      scene.mark(box.receive());
      return null;
    });

    assertThat(scene.trail).containsExactlyInAnyOrder("a1", "b2", 3);
  }

  @Test
  void aPrioritisedOneGivesTheLeastOfAllThatIsThere() {
    scene.run(scope -> {
      Mailbox<String> box =
          Mailbox.prioritised(4, java.util.Comparator.comparingInt(String::length));
      box.send("ccc");
      box.send("a");
      scene.mark(box.receive());
      box.send("bb");
      box.send("cc");
      scene.mark(box.receive());
      scene.mark(box.receive());
      scene.mark(box.receive());
      return null;
    });

    assertThat(scene.trail).containsExactly("a", "bb", "cc", "ccc");
  }

  @Test
  void anOrderThatThrowsFailsIt() {
    scene.run(scope -> {
      Mailbox<Object> box =
          Mailbox.prioritised(
              4,
              (_, _) -> {
                throw new IllegalArgumentException("no order");
              });
      box.send("a");
      box.send("b");
      scene.mark(Scene.thrownBy(box::receive));
      scene.mark(Scene.thrownBy(() -> box.send("c")));
      return null;
    });

    assertThat(scene.trail)
        .hasSize(2)
        .allSatisfy(thrown ->
            assertThat((Throwable) thrown)
                .isInstanceOf(ChannelFailed.class)
                .hasRootCauseMessage("no order"));
  }

  @Test
  void closedItGivesWhatWasSentAndThenTheEnd() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(2);
      box.send("a");
      box.send("b");
      var waiting = scope.start("late", () -> Scene.thrownBy(() -> box.send("c")));
      Task.yield();
      box.close();
      assertThat(waiting.await()).isInstanceOf(ChannelClosed.class);
      scene.mark(box.isClosed());
      scene.mark(box.receive());
      scene.mark(box.tryReceive());
      scene.mark(Scene.thrownBy(box::receive).getClass());
      scene.mark(Scene.thrownBy(box::tryReceive).getClass());
      scene.mark(Scene.thrownBy(() -> box.trySend("d")).getMessage());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            true,
            "a",
            "b",
            ChannelClosed.class,
            ChannelClosed.class,
            "can't send to Mailbox[0 of 2, it was closed by task 'main'; 0 wait to send]");
  }

  @Test
  void closingWakesAllWhoWaitToReceive() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(2);
      for (int i = 0; i < 3; i++) {
        scope.start("receiver", () -> scene.mark(box.iterator().hasNext()));
      }
      Task.yield();
      box.close();
      return null;
    });

    assertThat(scene.trail).containsExactly(false, false, false);
  }

  @Test
  void failedItDropsWhatWasSent() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(2);
      box.send("a");
      box.send("b");
      var waiting = scope.start("late", () -> Scene.thrownBy(() -> box.send("c")));
      Task.yield();
      box.fail(new IllegalStateException("broken"));
      assertThat(waiting.await()).isInstanceOf(ChannelFailed.class).hasRootCauseMessage("broken");
      assertThatExceptionOfType(ChannelFailed.class).isThrownBy(box::receive);
      assertThat(box.statistics()).isEqualTo(new ChannelStatistics(2, 0, 0, 0, 2, 0, 2));
      return null;
    });
  }

  @Test
  void aClosedOneCanBeGivenUp() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(2);
      box.send("a");
      box.close();
      box.fail(new IllegalStateException("broken"));
      assertThatExceptionOfType(ChannelFailed.class).isThrownBy(box::receive);
      return null;
    });
  }

  @Test
  void aSenderThatIsCancelledHasSentNothingAndLeavesNoTrace() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(1);
      box.send("a");
      Task<?> sender = scope.start("sender", () -> box.send("b"));
      Task.yield();
      assertThat(box.statistics().sendersWaiting()).isEqualTo(1);
      sender.cancel("no more");
      Task.yield();
      assertThat(box.statistics()).isEqualTo(new ChannelStatistics(1, 1, 0, 0, 1, 0, 0));
      assertThat(box.receive()).isEqualTo("a");
      assertThat(box.tryReceive()).isNull();
      return null;
    });
  }

  @Test
  void aReceiverThatIsCancelledHasReceivedNothing() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(1);
      Task<?> receiver = scope.start("receiver", () -> scene.mark(box.receive()));
      Task.yield();
      receiver.cancel("no more");
      Task.yield();
      box.send("a");
      scene.mark(box.receive() + " here");
      return null;
    });

    assertThat(scene.trail).containsExactly("a here");
  }

  @Test
  void sendingIsACancellationPointAlsoWhereThereIsRoom() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(1);
      Task<?> sender = scope.start("sender", () -> box.send("b"));
      sender.cancel("before it began");
      Task.yield();
      scene.mark(sender.state());
      scene.mark(box.statistics().sent());
      return null;
    });

    assertThat(scene.trail).containsExactly(Task.State.CANCELLED, 0L);
  }

  @Test
  void aCallbackMaySendWhereItNeedNotWaitAndMustNotWait() {
    scene.run(scope -> {
      Mailbox<String> box = Mailbox.buffered(2);
      List<Object> seen = new ArrayList<>();
      Reactor.current()
          .post(() -> {
            seen.add(box.trySend("a"));
            seen.add(Scene.thrownBy(() -> box.send("b")).getMessage());
          });
      Task.yield();
      scene.trail.addAll(seen);
      scene.mark(box.receive());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            true,
            "a callback can't wait to send to Mailbox[1 of 2; 0 wait to send]: use trySend",
            "a");
  }

  @Test
  void oneThatKeepsNothingOrTakesNothingIsRefused() {
    scene.run(scope -> {
      assertThatThrownBy(() -> Mailbox.buffered(0)).isInstanceOf(IllegalArgumentException.class);
      Mailbox<String> box = Mailbox.buffered(1);
      assertThat(Scene.thrownBy(() -> sendNull(box))).isInstanceOf(NullPointerException.class);
      return null;
    });
    assertThatThrownBy(() -> Mailbox.buffered(1)).isInstanceOf(IllegalStateException.class);
  }

  @SuppressWarnings("NullAway") // which is what it is about
  private static void sendNull(Mailbox<String> box) {
    box.send(null);
  }

  @Test
  void aSenderThatNeverWaitsGivesWay() {
    scene.run(scope -> {
      Mailbox<Integer> box = Mailbox.buffered(10_000);
      scope.start("other", () -> scene.mark("other ran"));
      for (int i = 0; i < 2_000; i++) {
        box.send(i);
      }
      scene.mark("all sent");
      scope.start("other", () -> scene.mark("other ran"));
      for (int i = 0; i < 2_000; i++) {
        assertThat(box.receive()).isEqualTo(i);
      }
      scene.mark("all received");
      return null;
    });

    assertThat(scene.trail).containsExactly("other ran", "all sent", "other ran", "all received");
  }

  @Test
  void onAnotherReactorNobodyCanReceive() {
    try (Scene other = new Scene()) {
      List<Mailbox<String>> made = new ArrayList<>();
      other.run(scope -> made.add(Mailbox.buffered(1)));
      scene.run(scope -> {
        assertThatThrownBy(() -> made.getFirst().tryReceive())
            .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> made.getFirst().receive())
            .isInstanceOf(IllegalStateException.class);
        return null;
      });
    }
  }

  @Test
  void aSendToOneWhoseReactorIsClosedIsRefusedAndWakesNobody() {
    List<Thread> before = janitors(); // of other tests, on their way out
    List<Mailbox<String>> made = new ArrayList<>();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        made.add(Mailbox.buffered(1));
        // one who has waited, and has left: the next send would wake it
        Scope.runOr(Deadline.after(Duration.ofMillis(1)), "", _ -> made.getFirst().receive());
      });
    }

    assertThatThrownBy(() -> made.getFirst().trySend("late")).isInstanceOf(ChannelClosed.class);
    assertThat(janitors()).isSubsetOf(before);
  }

  /// Two comparisons put three values in their order; the next one is made to take one out.
  @Test
  void anOrderThatBreaksWhenAValueIsTakenOutFailsIt() {
    int[] comparisons = {0};
    Comparator<Integer> order =
        (one, other) -> {
          if (++comparisons[0] > 2) {
            throw new IllegalStateException("no order");
          }
          return Integer.compare(one, other);
        };
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() ->
          Scope.join(scope -> {
            Mailbox<Integer> mailbox = Mailbox.prioritised(4, order);
            Task<?> receiver =
                scope.start(
                    "receiver",
                    () ->
                        assertThatThrownBy(mailbox::receive)
                            .isInstanceOf(ChannelFailed.class)
                            .hasMessageContaining("can't tell what comes first"));
            Task.yield();
            for (int value : new int[] {3, 1, 2}) {
              mailbox.trySend(value);
            }
            receiver.await();
          }));
    }
  }

  private static List<Thread> janitors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("weightless-janitor"))
        .toList();
  }
}
