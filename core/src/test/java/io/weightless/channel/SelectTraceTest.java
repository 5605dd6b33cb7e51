package io.weightless.channel;

import static io.weightless.channel.Select.after;
import static io.weightless.channel.Select.ended;
import static io.weightless.channel.Select.otherwise;
import static io.weightless.channel.Select.receive;
import static io.weightless.channel.Select.send;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static io.weightless.sync.NoSuspend.noSuspend;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Deadlock;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A select among others: in line with them, exactly one thing for each, and nothing left behind.
class SelectTraceTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void whenOneHasComeAllOthersAreLeftAtOnce() {
    scene.run(scope -> {
      Channel<String> one = Channel.rendezvous();
      Channel<String> two = Channel.rendezvous();
      Task<?> never = scope.start("never", () -> sleep(99));
      scope.start(
          "select",
          () ->
              scene.mark(
                  Select.<Object>first(receive(one), send(two, "b"), ended(never), receive(one))));
      settle();
      scene.mark(one.balance() + ", " + two.balance());
      one.send("a");
      scene.mark(one.balance() + ", " + two.balance());
      scene.mark(two.tryReceive());
      scene.mark(one.trySend("second"));
      never.cancel("done");
      return null;
    });

    assertThat(scene.trail).containsExactly("-2, 1", "0, 0", null, false, "a");
  }

  @Test
  void oneThatIsCancelledLeavesNothingBehind() {
    scene.run(scope -> {
      Channel<String> one = Channel.rendezvous();
      Channel<String> two = Channel.rendezvous();
      Task<?> gone =
          scope.start(
              "gone", () -> Select.<Object>first(receive(one), send(two, "b"), after(seconds(9))));
      settle();
      gone.cancel("enough");
      scene.mark(one + ", " + two);
      scene.mark(one.trySend("a"));
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "Channel[rendezvous; nobody waits], Channel[rendezvous; nobody waits]", false);
  }

  @Test
  void oneThatWonBeforeItWasCancelledHasIt() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      Task<?> had =
          scope.start(
              "had",
              () -> {
                scene.mark(Select.<Object>first(receive(channel), after(seconds(9))));
                scene.mark(
                    thrownBy(() -> Select.first(receive(channel), otherwise("none"))).getClass());
              });
      settle();
      channel.send("a");
      had.cancel("too late");
      return null;
    });

    assertThat(scene.trail).containsExactly("a", Cancelled.class);
  }

  /// With a limit of one, a timer that was left would be one too many.
  @Test
  void noTimerIsLeft() {
    try (Reactor reactor =
        Reactor.open(new VirtualClock(), new SplittableRandom(1), new Limits(1, 10))) {
      reactor.run(() ->
          Scope.run(scope -> {
            Channel<Integer> channel = Channel.rendezvous();
            Task<?> producer =
                scope.start(
                    "producer",
                    () -> {
                      for (int i = 0; i < 3; i++) {
                        Task.yield();
                        channel.send(i);
                      }
                    });
            for (int i = 0; i < 3; i++) {
              scene.mark(Select.<Object>first(receive(channel), after(seconds(1))));
            }
            producer.await();
            Task<?> gone =
                scope.start("gone", () -> Select.first(receive(channel), after(seconds(1))));
            Task.yield();
            gone.cancel("enough");
            scene.mark(
                thrownBy(() -> Select.first(receive(channel), after(seconds(1)), after(seconds(2))))
                    .getMessage());
            scene.mark(channel.balance());
            scene.mark(Select.<Object>first(receive(channel), after(seconds(1))));
            return null;
          }));
    }

    assertThat(scene.trail).hasSize(6).startsWith(0, 1, 2);
    assertThat(scene.trail.get(3)).asString().contains("1 pending timers");
    assertThat(scene.trail.get(4)).isEqualTo(0);
    assertThat(scene.trail.getLast()).isNull();
  }

  @Test
  void aSelectIsInLineWithTheOthers() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      scope.start("first", () -> scene.mark("first " + channel.receive()));
      scope.start(
          "select",
          () -> scene.mark("select " + Select.<Object>first(receive(channel), after(seconds(9)))));
      scope.start("last", () -> scene.mark("last " + channel.receive()));
      settle();
      scene.mark(channel.toString());
      for (int i = 1; i <= 3; i++) {
        channel.send(i);
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "Channel[rendezvous; receivers waiting: 'first', 'select', 'last']",
            "first 1",
            "select 2",
            "last 3");
  }

  @Test
  void ofTwoThatComeInOneTurnItGetsTheFirstOnly() {
    scene.run(scope -> {
      Channel<String> one = Channel.rendezvous();
      Channel<String> two = Channel.rendezvous();
      scope.start("select", () -> scene.mark(Select.first(receive(one), receive(two))));
      settle();
      scene.mark(two.trySend("b"));
      scene.mark(one.trySend("a"));
      return null;
    });

    assertThat(scene.trail).containsExactly(true, false, "b");
  }

  @Test
  void oneThatSendsAndReceivesOnOneChannelMeetsOthersAndNeverItself() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      scope.start("select", () -> meet(channel, "a"));
      settle();
      scene.mark(channel.toString());
      channel.send("to it");
      settle();
      scope.start("select", () -> meet(channel, "b"));
      settle();
      scene.mark(channel.receive());
      scope.start("one", () -> meet(channel, "c"));
      scope.start("other", () -> meet(channel, "c"));
      settle();
      scene.mark(channel.toString());
      return null;
    });

    assertThat(scene.trail)
        .startsWith(
            "Channel[rendezvous; senders waiting: 'select'; receivers waiting: 'select']",
            "got to it",
            "b",
            "sent b")
        .hasSize(7)
        .contains("got c", "sent c")
        .endsWith("Channel[rendezvous; nobody waits]");
  }

  private void meet(Channel<String> channel, String value) {
    scene.mark(
        Select.first(
            receive(channel, got -> "got " + got), send(channel, value, () -> "sent " + value)));
  }

  @Test
  void aReportSaysWhatItWaitsForAndWhere() {
    Throwable thrown =
        thrownBy(() ->
            scene.run(_ -> {
              Channel<String> one = Channel.rendezvous();
              Channel<String> two = Channel.buffered(1);
              two.send("full");
              Select.<Object>first(after(seconds(5)), receive(one)); // leaves no timer
              return Select.<Object>first(receive(one), send(two, "b"));
            }));

    assertThat(thrown)
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining(
            "'main', 5.0 s, waits for the first of a value of Channel[rendezvous; receivers"
                + " waiting: 'main'], room in Channel[buffered, 1 of 1; senders waiting: 'main'] at"
                + " io.weightless.scene.Scene"); // not in a line of ours
    assertThat(scene.clock.nanos()).isEqualTo(seconds(5).toNanos());
  }

  @Test
  void whereNothingMayWaitItIsRefusedBeforeItAskedForAnything() {
    scene.run(_ -> {
      Channel<String> channel = Channel.buffered(1);
      scene.mark(
          thrownBy(() -> noSuspend(() -> Select.<Object>first(receive(channel), after(seconds(1)))))
              .getMessage());
      scene.mark(channel.balance());
      scene.mark(noSuspend(() -> Select.first(receive(channel), otherwise("none"))));
      return null;
    });

    assertThat(scene.trail).hasSize(3).endsWith(0, "none");
  }

  @Test
  void whatBelongsToAnotherReactorIsRefused() {
    scene.run(scope -> {
      Channel<String> channel = Channel.buffered(1);
      Task<String> task = scope.start("task", () -> "result");
      try (Scene other = new Scene()) {
        other.run(_ -> {
          scene.mark(thrownBy(() -> Select.first(receive(channel))).getMessage());
          scene.mark(thrownBy(() -> Select.first(send(channel, "a"))).getMessage());
          scene.mark(thrownBy(() -> Select.first(ended(task))).getMessage());
          return null;
        });
      }
      return null;
    });

    assertThat(scene.trail.subList(0, 3))
        .allMatch(message -> message.toString().startsWith("this belongs to another reactor"));
  }

  @Test
  void aTaskThatWaitsForItsOwnEndIsRefused() {
    scene.run(scope -> {
      Channel<String> channel = Channel.rendezvous();
      Task<?>[] self = new Task<?>[1];
      self[0] =
          scope.start(
              "self",
              () ->
                  scene.mark(
                      thrownBy(() -> Select.<Object>first(receive(channel), ended(self[0])))));
      settle();
      scene.mark(channel.balance());
      return null;
    });

    assertThat(scene.trail.getFirst())
        .hasToString("java.lang.IllegalStateException: task 'self' awaits itself");
    assertThat(scene.trail.getLast()).isEqualTo(0);
  }

  /// In a scope that collects, a failure that a select has seen is not thrown at the end.
  @Test
  void aFailureThatASelectHasSeenIsRetrieved() {
    scene.run(_ -> {
      Scope.collect(scope -> {
        Task<?> fails =
            scope.start(
                "fails",
                () -> {
                  throw new IllegalStateException("seen");
                });
        scene.mark(
            thrownBy(() -> Select.<Object>first(ended(fails), after(seconds(1)))).getMessage());
        return null;
      });
      return null;
    });

    assertThat(scene.trail).containsExactly("seen");
  }
}
