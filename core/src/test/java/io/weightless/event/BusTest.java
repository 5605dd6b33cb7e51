package io.weightless.event;

import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.observe.Decline;
import io.weightless.scene.Scene;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Events, and who hears them.
class BusTest {
  private record Placed(int number) {}

  private record Price(String item) implements Asks<Integer> {}

  @AutoClose private final Scene scene = new Scene();

  /// What is done with a bus.
  private interface Script {
    void play(Bus bus, Scope scope) throws Exception;
  }

  private void play(Script script) {
    scene.run(scope -> {
      try {
        script.play(new Bus(scope), scope);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return null;
    });
  }

  @Test
  void whatIsFiredIsHeardInAnotherTurnByThoseOfItsType() {
    play((bus, _) -> {
      bus.on(Placed.class, order -> scene.mark("first " + order.number()));
      bus.on(String.class, scene::mark);
      bus.on(Object.class, event -> scene.mark("all " + event));
      bus.fire(new Placed(7));
      bus.fire("word");
      scene.mark("fired");
    });

    assertThat(scene.trail)
        .containsExactly("fired", "first 7", "all Placed[number=7]", "word", "all word");
  }

  @Test
  void handlersHaveTheirTurnsByPriorityAndThenInTheOrderInWhichTheyCame() {
    play((bus, _) -> {
      bus.on(Placed.class, _ -> scene.mark("0 a"));
      bus.on(Placed.class, -1, _ -> scene.mark("-1"));
      bus.on(Placed.class, 5, _ -> scene.mark("5 a"));
      bus.on(Object.class, 5, _ -> scene.mark("5 b"));
      bus.on(Placed.class, _ -> scene.mark("0 b"));
      bus.fire(new Placed(1));
    });

    assertThat(scene.trail).containsExactly("5 a", "5 b", "0 a", "0 b", "-1");
  }

  @Test
  void eventsOfAHigherPriorityAreHandledFirst() {
    play((bus, _) -> {
      bus.on(Placed.class, order -> scene.mark(order.number()));
      bus.fire(new Placed(1));
      bus.fire(new Placed(2));
      bus.fire(9, new Placed(3));
      bus.fire(-1, new Placed(4));
      bus.fire(9, new Placed(5));
    });

    assertThat(scene.trail).containsExactly(3, 5, 1, 2, 4);
  }

  @Test
  void oneOfALowerPriorityIsHandledAlsoWhenAllOfTheHigherOnesHaveBeen() {
    play((bus, _) -> {
      bus.on(Placed.class, order -> scene.mark(order.number()));
      for (int priority = 1; priority >= -1; priority--) {
        bus.fire(priority, new Placed(priority)).await();
      }
      Firing<?> last = bus.fire(-2, new Placed(-2));
      assertThat(last.cancel()).isTrue();
      bus.fire(-3, new Placed(-3));
    });

    assertThat(scene.trail).containsExactly(1, 0, -1, -3);
  }

  @Test
  void aBusWhoseScopeHasEndedRefusesEachEvent() {
    scene.run(scope -> {
      Bus[] late = new Bus[1];
      Scope.join(inner -> late[0] = new Bus(inner));
      for (int i = 0; i < 2; i++) {
        assertThat(thrownBy(() -> late[0].fire("word"))).isInstanceOf(IllegalStateException.class);
      }
      return null;
    });
  }

  @Test
  void aCallHasAllAnswersInTheOrderOfTheirTurns() {
    play((bus, _) -> {
      assertThat(bus.call(new Price("tea"))).isEmpty();
      bus.answer(Price.class, _ -> 3);
      assertThat(bus.call(new Price("tea"))).containsExactly(3);
      bus.answer(Price.class, 1, price -> price.item().length());
      bus.on(Price.class, _ -> {});
      assertThat(bus.call(new Price("coffee"))).containsExactly(6, 3);
    });
  }

  @Test
  void whoDeclinesWasNotAsked() {
    play((bus, _) -> {
      bus.answer(
          Price.class,
          _ -> {
            throw new Decline();
          });
      bus.answer(Price.class, _ -> 4);
      assertThat(bus.call(new Price("tea"))).containsExactly(4);
    });
  }

  @Test
  void aFilterChangesOrStopsWhatThoseBehindItGet() {
    play((bus, _) -> {
      bus.on(Placed.class, 2, order -> scene.mark("before " + order.number()));
      bus.filter(
          Placed.class, 1, order -> order.number() < 0 ? null : new Placed(order.number() * 10));
      bus.on(Placed.class, order -> scene.mark("behind " + order.number()));
      bus.fire(new Placed(-1));
      bus.fire(new Placed(2));
    });

    assertThat(scene.trail).containsExactly("before -1", "before 2", "behind 20");
  }

  @Test
  void aTopicIsHeardByItsOwnAndByThoseOfTheWholeBus() {
    Object cart = new Object();
    play((bus, _) -> {
      bus.topic("shop").on(String.class, event -> scene.mark("shop " + event));
      bus.topic(cart).on(String.class, event -> scene.mark("cart " + event));
      bus.on(String.class, event -> scene.mark("bus " + event));
      bus.topic("shop").fire("a");
      bus.topic(cart).fire("b");
      bus.topic("nobody").fire("c");
      bus.fire("d");
    });

    assertThat(scene.trail)
        .containsExactly(
            "shop a", "bus a", "cart b", "bus b", "bus c", "shop d", "cart d", "bus d");
  }

  @Test
  void aHandlerThatWaitsHoldsUpNoOtherEvent() {
    play((bus, _) -> {
      bus.on(
          Placed.class,
          order -> {
            sleep(order.number());
            scene.markAt(order.number());
          });
      bus.on(Placed.class, order -> scene.mark("then " + order.number()));
      bus.fire(new Placed(3));
      bus.fire(new Placed(1));
      bus.fire(new Placed(2));
    });

    assertThat(scene.trail).containsExactly("1@1", "then 1", "2@2", "then 2", "3@3", "then 3");
  }

  @Test
  void aFailureIsThrownToWhoAwaitsAndTheOthersHandleTheEventAllTheSame() {
    play((bus, _) -> {
      bus.answer(
          Price.class,
          _ -> {
            throw new IOException("no list");
          });
      bus.on(Price.class, _ -> scene.mark("handled"));
      assertThat(thrownBy(() -> bus.call(new Price("tea"))))
          .isInstanceOf(EventFailed.class)
          .hasRootCauseMessage("no list");
    });

    assertThat(scene.trail).containsExactly("handled");
  }

  @Test
  void aFailureThatNobodyAwaitsIsTheScopes() {
    IllegalStateException failure = new IllegalStateException("as planned");

    assertThat(
            thrownBy(() ->
                play((bus, _) -> {
                  bus.on(
                      Placed.class,
                      _ -> {
                        throw failure;
                      });
                  bus.fire(new Placed(1));
                })))
        .isSameAs(failure);
  }

  @Test
  void aFailureThatIsHeardIsOwnedByWhoHearsIt() {
    play((bus, _) -> {
      bus.on(
          Failed.class, failed -> scene.mark(failed.event() + " " + failed.failure().getMessage()));
      bus.on(
          Placed.class,
          _ -> {
            throw new IllegalStateException("as planned");
          });
      bus.fire(new Placed(1));
    });

    assertThat(scene.trail).containsExactly("Placed[number=1] as planned");
  }

  @Test
  void successIsToldWhenAllHaveHandledItAndCompleteWhenAllThatItCausedIsDone() {
    play((bus, _) -> {
      bus.on(Succeeded.class, news -> scene.markAt("succeeded " + news.event()));
      bus.on(Completed.class, news -> scene.markAt("completed " + news.event()));
      bus.on(Placed.class, _ -> bus.fire("packed"));
      bus.on(
          String.class,
          word -> {
            sleep(5);
            scene.markAt(word);
          });
      bus.track(new Placed(1)).awaitComplete();
      scene.markAt("all");
    });

    assertThat(scene.trail)
        .containsExactly(
            "succeeded Placed[number=1]@0",
            "packed@5",
            "succeeded packed@5",
            "completed packed@5",
            "completed Placed[number=1]@5",
            "all@5");
  }

  @Test
  void whatIsFiredInTasksThatAHandlerWaitsForIsCausedByItsEvent() {
    play((bus, _) -> {
      bus.on(String.class, event -> sleep(2));
      bus.on(
          Placed.class,
          _ ->
              Scope.join(inner -> {
                inner.start("a", () -> scene.mark(bus.fire("x").cause()));
                inner.start("b", () -> scene.mark(bus.fire("y").cause()));
              }));
      Firing<?> firing = bus.track(new Placed(1));
      firing.awaitComplete();
      scene.markAt("complete");
      assertThat(scene.trail).containsExactly(firing.id(), firing.id(), "complete@2");
      assertThat(firing.cause()).isZero();
    });
  }

  @Test
  void oneWhoseTurnHasNotComeIsTakenBack() {
    play((bus, _) -> {
      bus.on(Object.class, scene::mark);
      Firing<?> first = bus.fire("first");
      Firing<?> second = bus.fire("second");
      assertThat(second.cancel()).isTrue();
      settle();
      assertThat(first.cancel()).isFalse();
      assertThat(second.state()).isEqualTo(Firing.State.CANCELLED);
    });

    assertThat(scene.trail).containsExactly("first");
  }

  @Test
  void oneThatHasLeftHearsNothingAlsoInTheMiddleOfAnEvent() {
    play((bus, _) -> {
      Registration[] later = new Registration[1];
      bus.on(String.class, _ -> later[0].close());
      later[0] = bus.on(String.class, scene::mark);
      bus.fire("a");
      settle();
      assertThat(later[0].isOpen()).isFalse();
      later[0].close();
      bus.fire("b");
    });

    assertThat(scene.trail).isEmpty();
  }

  @Test
  void theNextOfATypeIsWaitedForAndLeavesNothing() {
    play((bus, scope) -> {
      scope.start("waits", () -> scene.mark(bus.next(Placed.class).number()));
      settle();
      bus.fire("other");
      bus.fire(new Placed(1));
      bus.fire(new Placed(2));
    });

    assertThat(scene.trail).containsExactly(1);
  }

  @Test
  void oneBusTellsAnotherAndKnowsWhenThatIsComplete() {
    play((bus, scope) -> {
      Bus outer = new Bus(scope);
      bus.forward(outer);
      outer.on(
          String.class,
          word -> {
            sleep(3);
            scene.markAt(word);
          });
      bus.track("word").awaitComplete();
      scene.markAt("complete");
    });

    assertThat(scene.trail).containsExactly("word@3", "complete@3");
  }

  @Test
  void callsOfOneAnotherAreAnswered() {
    play((bus, _) -> {
      bus.answer(
          Price.class,
          price ->
              price.item().isEmpty()
                  ? 0
                  : 1 + bus.call(new Price(price.item().substring(1))).getFirst());
      assertThat(bus.call(new Price("coffee"))).isEqualTo(List.of(6));
    });
  }

  @Test
  void completionIsOfThoseThatAreTracked() {
    play((bus, _) ->
        assertThat(thrownBy(() -> bus.fire("word").awaitComplete()))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("fire it by track"));
  }

  /// What an event is fired by has to be collectable, or a game would end with its memory.
  @Test
  void aChainThatGoesOnForEverDoesNotKeepItsBeginning() {
    play((bus, _) -> {
      WeakReference<?>[] first = new WeakReference<?>[1];
      bus.on(
          Placed.class,
          order -> {
            if (order.number() < 10) {
              Firing<?> next = bus.fire(new Placed(order.number() + 1));
              first[0] = first[0] == null ? new WeakReference<>(next) : first[0];
            } else {
              sleep(1); // the last one is held here
            }
          });
      bus.fire(new Placed(1));
      settle();
      for (int i = 0; i < 50 && first[0].get() != null; i++) {
        System.gc();
      }
      assertThat(first[0].get()).isNull();
    });
  }
}
