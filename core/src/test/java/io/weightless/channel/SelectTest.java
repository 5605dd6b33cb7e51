package io.weightless.channel;

import static io.weightless.channel.Select.after;
import static io.weightless.channel.Select.ended;
import static io.weightless.channel.Select.otherwise;
import static io.weightless.channel.Select.otherwiseDo;
import static io.weightless.channel.Select.receive;
import static io.weightless.channel.Select.send;
import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a select gives, and when.
class SelectTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void theClauseThatIsReadyIsTakenAndNoOther() {
    scene.run(_ -> {
      Channel<String> empty = Channel.buffered(1);
      Channel<String> full = Channel.buffered(1);
      full.send("a");
      scene.mark(
          Select.<Object>first(receive(empty), receive(full), send(full, "b"), after(seconds(1))));
      scene.mark(
          Select.<Object>first(receive(empty), send(full, "b", () -> "sent"), after(seconds(1))));
      scene.mark(full.receive());
      return null;
    });

    assertThat(scene.trail).containsExactly("a", "sent", "b");
    assertThat(scene.clock.nanos()).isZero();
  }

  @Test
  void itWaitsForTheFirstThatComes() {
    scene.run(scope -> {
      Channel<String> orders = Channel.rendezvous();
      Channel<String> acks = Channel.rendezvous();
      Task<String> task =
          scope.start(
              "task",
              () -> {
                sleep(3);
                return "ended";
              });
      scope.start(
          "sender",
          () -> {
            sleep(1);
            orders.send("order");
          });
      scope.start(
          "receiver",
          () -> {
            sleep(2);
            scene.markAt("got " + acks.receive());
          });
      for (int i = 0; i < 4; i++) {
        scene.markAt(
            Select.first(
                receive(orders),
                send(acks, "ack", () -> "acknowledged"),
                ended(task),
                after(seconds(9), () -> "time")));
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("order@1", "got ack@2", "acknowledged@2", "ended@3", "ended@3");
  }

  @Test
  void timeIsAClauseToo() {
    scene.run(_ -> {
      Channel<String> orders = Channel.rendezvous();
      scene.markAt(Select.<Object>first(receive(orders), after(seconds(2))));
      scene.markAt(
          Select.first(
              receive(orders), after(seconds(1), () -> "late"), after(seconds(2), () -> "later")));
      scene.markAt(Select.first(after(seconds(0), () -> "soon")));
      scene.mark(thrownBy(() -> after(seconds(-1))).getMessage());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("null@2", "late@3", "soon@3", "a delay can't be negative: PT-1S");
  }

  @Test
  void withAnOtherwiseItNeverWaits() {
    scene.run(_ -> {
      Channel<String> orders = Channel.buffered(1);
      scene.mark(Select.first(otherwise("nothing"), receive(orders)));
      scene.mark(Select.first(receive(orders), otherwiseDo(() -> "worked")));
      orders.send("order");
      scene.mark(Select.first(otherwise("nothing"), receive(orders)));
      scene.mark(Select.first(otherwise("alone")));
      return null;
    });

    assertThat(scene.trail).containsExactly("nothing", "worked", "order", "alone");
  }

  @Test
  void amongThoseThatAreReadyTheReactorsRandomChooses() {
    List<String> chosen = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      try (Scene seeded = new Scene()) {
        StringBuilder names = new StringBuilder();
        seeded.run(_ -> {
          List<Channel<String>> channels = threeFull(30);
          for (int i = 0; i < 30; i++) {
            names.append(
                Select.first(
                    receive(channels.get(0)), receive(channels.get(1)), receive(channels.get(2))));
          }
          return null;
        });
        chosen.add(names.toString());
      }
    }

    assertThat(chosen.getFirst()).contains("a", "b", "c").isEqualTo(chosen.getLast());
  }

  @Test
  void inOrderTakesTheFirstThatIsNamed() {
    scene.run(_ -> {
      List<Channel<String>> channels = threeFull(2);
      for (int i = 0; i < 7; i++) {
        scene.mark(
            Select.inOrder(
                receive(channels.get(0)),
                receive(channels.get(1)),
                receive(channels.get(2)),
                otherwise("none")));
      }
      return null;
    });

    assertThat(scene.trail).containsExactly("a", "a", "b", "b", "c", "c", "none");
  }

  private static List<Channel<String>> threeFull(int each) {
    List<Channel<String>> channels = new ArrayList<>();
    for (String name : new String[] {"a", "b", "c"}) {
      Channel<String> channel = Channel.buffered(each);
      for (int i = 0; i < each; i++) {
        channel.send(name);
      }
      channels.add(channel);
    }
    return channels;
  }

  @Test
  void aChannelThatWasClosedOrFailedIsReadyAndThrowsWhenItIsTaken() {
    scene.run(scope -> {
      Channel<String> closed = Channel.rendezvous();
      Channel<String> failed = Channel.rendezvous();
      Channel<String> open = Channel.rendezvous();
      Channel<String> other = Channel.rendezvous();
      closed.close();
      failed.fail(new IOException("broken"));
      scene.mark(thrownBy(() -> Select.first(receive(open), receive(closed))).getClass());
      scene.mark(thrownBy(() -> Select.first(receive(open), send(closed, "a"))).getClass());
      scene.mark(thrownBy(() -> Select.first(receive(open), receive(failed))).getCause());
      scene.mark(Select.first(receive(open), receive(closed, value -> value, () -> "the end")));
      scope.start(
          "waits",
          () ->
              scene.mark(
                  thrownBy(() -> Select.first(receive(open), after(seconds(1)))).getClass()));
      scope.start(
          "sends",
          () ->
              scene.mark(
                  thrownBy(() -> Select.first(send(other, "a"), after(seconds(1)))).getClass()));
      settle();
      open.close();
      other.close();
      return null;
    });

    assertThat(scene.trail)
        .map(Object::toString)
        .containsExactly(
            ChannelClosed.class.toString(),
            ChannelClosed.class.toString(),
            "java.io.IOException: broken",
            "the end",
            ChannelClosed.class.toString(),
            ChannelClosed.class.toString());
  }

  @Test
  void theEndOfATaskIsItsResultOrWhatItFailedWith() {
    scene.run(_ ->
        Scope.collect(scope -> {
          Task<String> ends = scope.start("ends", () -> "result");
          Task<String> fails =
              scope.start(
                  "fails",
                  () -> {
                    throw new IllegalStateException("failure");
                  });
          Task<String> cancelled =
              scope.start(
                  "cancelled",
                  () -> {
                    sleep(9);
                    return "never";
                  });
          cancelled.cancel("enough");
          for (Task<String> task : List.of(ends, fails, cancelled)) {
            for (int i = 0; i < 2; i++) { // it waits, and it need not
              try {
                scene.mark(Select.first(ended(task, result -> "the " + result), after(seconds(9))));
              } catch (RuntimeException e) {
                scene.mark(e.getClass());
              }
            }
          }
          return null;
        }));

    assertThat(scene.trail)
        .containsExactly(
            "the result",
            "the result",
            IllegalStateException.class,
            IllegalStateException.class,
            CancellationException.class,
            CancellationException.class);
  }

  @Test
  void whatAClauseDoesWithItsValueItDoesWhenTheSelectIsOver() {
    scene.run(scope -> {
      Channel<String> outer = Channel.rendezvous();
      Channel<String> inner = Channel.rendezvous();
      scope.start(
          "sender",
          () -> {
            outer.send("a");
            scene.mark(outer.balance());
            inner.send("b");
          });
      scene.mark(
          Select.first(
              receive(
                  outer,
                  value -> {
                    sleep(1);
                    return value + Select.first(receive(inner), after(seconds(9)));
                  }),
              receive(outer)));
      return null;
    });

    assertThat(scene.trail).containsExactly(0, "ab");
  }

  @Test
  void aLoopTakesFromTwoSourcesUntilBothHaveEnded() {
    scene.run(scope -> {
      Channel<String> one = numbers(scope, "a", 2);
      Channel<String> other = numbers(scope, "b", 3);
      List<Clause<String>> open = new ArrayList<>();
      open.add(receive(one, value -> value, () -> "end"));
      open.add(receive(other, value -> value, () -> "end"));
      String value = Select.first(open.get(0), open.get(1));
      while (!value.equals("end")) {
        scene.mark(value);
        value = Select.first(open.get(0), open.get(1));
      }
      one.forEach(scene::mark);
      other.forEach(scene::mark);
      return null;
    });

    assertThat(scene.trail).containsExactlyInAnyOrder("a0", "a1", "b0", "b1", "b2");
  }

  private static Channel<String> numbers(Scope scope, String name, int count) {
    Channel<String> numbers = Channel.rendezvous();
    scope.start(
        name,
        () -> {
          for (int i = 0; i < count; i++) {
            numbers.send(name + i);
          }
          numbers.close();
        });
    return numbers;
  }

  @Test
  void aSelectOfNothingOrOfTwoOtherwiseIsRefused() {
    scene.run(_ -> {
      scene.mark(thrownBy(() -> Select.first()).getMessage());
      scene.mark(thrownBy(() -> Select.first(otherwise(1), otherwise(2))).getMessage());
      return null;
    });

    assertThat(scene.trail)
        .containsExactly(
            "a select of no clause would wait for ever", "a select has one otherwise, not two");
  }

  @Test
  void theEndOfATaskOfAnotherReactorIsRefused() {
    try (Reactor other = Reactor.open();
        Reactor reactor = Reactor.open()) {
      other.run(() ->
          Scope.join(scope -> {
            Task<?> task = scope.start("of the other", () -> new Event().await());
            reactor.run(() ->
                assertThatThrownBy(() -> Select.first(Select.ended(task)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another reactor"));
            task.cancel("over");
          }));
    }
  }
}
