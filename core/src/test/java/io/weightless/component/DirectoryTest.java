package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.component.Component.State;
import io.weightless.scene.Scene;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Components that are found by name.
class DirectoryTest {
  private static final Service<String> LOG = new Service<>("log", String.class);

  @AutoClose private final Scene scene = new Scene();

  private final Graph<Void, Void> graph = new Graph<>();
  private final Component<String, Void> printer = takes(scene::mark);

  private void offerPrinter() {
    graph.add(printer);
    graph.directory().offer(LOG, printer.in);
  }

  /// Says it to the log, from inside of `depth` graphs.
  private static Component<?, ?> speaker(String word, int depth) {
    Component<?, ?> speaker = new Speaker(word);
    for (int i = 0; i < depth; i++) {
      Graph<Void, Void> around = new Graph<>();
      around.add(speaker);
      speaker = around;
    }
    return speaker;
  }

  private static final class Speaker extends Component<Void, Void> {
    private final String word;

    Speaker(String word) {
      this.word = word;
    }

    @Override
    protected void main() {
      reach(LOG).send(word);
    }
  }

  @Test
  void whatIsOfferedIsFoundFromInsideHoweverDeepAndEndsWithTheLastWhoMightAsk() {
    offerPrinter();
    graph.add(speaker("near", 0));
    graph.add(speaker("deep", 3));

    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("near", "deep");
    assertThat(printer.state()).isEqualTo(State.FINISHED);
  }

  @Test
  void theNearestOneIsFound() {
    offerPrinter();
    Graph<Void, Void> inner = graph.add(new Graph<Void, Void>());
    Component<String, Void> own = inner.add(takes((String word) -> scene.mark("inner " + word)));
    inner.directory().offer(LOG, own.in);
    inner.add(speaker("a", 1));
    graph.add(speaker("b", 1));

    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactlyInAnyOrder("inner a", "b");
  }

  @Test
  void whatNobodyOffersIsNamedInTheCrash() {
    graph.add(speaker("lost", 0));

    scene.run(_ -> {
      assertThatThrownBy(graph::run)
          .isInstanceOf(ComponentFailed.class)
          .hasMessageContaining("Graph/Speaker")
          .hasMessageContaining("offers service 'log' for String");
      return null;
    });
  }

  @Test
  void aNameIsOfferedOnceAtATimeAndWithdrawnOnce() {
    Directory directory = graph.directory();
    offerPrinter();

    assertThatThrownBy(() -> directory.offer(LOG, printer.in))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offered already");
    directory.withdraw(LOG);
    assertThatThrownBy(() -> directory.withdraw(LOG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not offered");
    directory.offer(LOG, printer.in);
  }

  @Test
  void onlyWhatIsInsideCanBeOffered() {
    Component<String, Void> stranger = takes(_ -> {});

    assertThatThrownBy(() -> graph.directory().offer(LOG, stranger.in))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not inside Graph");
  }

  @Test
  void aServiceIsReachedFromAnotherPlace() {
    offerPrinter();
    graph.add(speaker("from there", 1).on(Place.named("speaker")));
    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).isEqualTo(List.of("from there"));
  }

  @Test
  void aServiceAtAnotherPlaceIsReached() {
    List<String> heard = new CopyOnWriteArrayList<>();
    Component<String, Void> far = takes(heard::add);
    graph.add(far.on(Place.named("log")));
    graph.directory().offer(LOG, far.in);
    graph.add(speaker("to there", 1));

    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(heard).containsExactly("to there");
  }

  @Test
  void whoHasEndedIsNotFedAnyMore() {
    Component<String, Void> brief = graph.add(part("brief", (in, _) -> scene.mark(in.receive())));
    graph.directory().offer(LOG, brief.in);
    graph.add(speaker("first", 0));
    graph.add(
        new Component<Void, Void>("late") {
          @Override
          protected void main() {
            Scene.settle();
            reach(LOG).send("second");
            scene.mark("never");
          }
        });

    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(scene.trail).containsExactly("first");
  }

  @Test
  void whoWaitsForOneInsideOfSomethingThatIsAbortedIsLeftAlone() {
    Graph<Void, Void> inner = graph.add(new Graph<Void, Void>());
    Component<String, Void> deaf = inner.add(part("deaf", (_, _) -> Scene.sleep(1_000)));
    graph.directory().offer(LOG, deaf.in);
    Component<Void, Void> talker =
        graph.add(
            new Component<Void, Void>("talker") {
              @Override
              protected void main() {
                Outlet<String> log = reach(LOG);
                while (true) {
                  log.send("anybody?");
                }
              }
            });
    graph.add(
        part(
            "aborts",
            (_, _) -> {
              Scene.sleep(1);
              inner.abort("enough");
            }));

    scene.run(_ -> {
      graph.run();
      return null;
    });

    assertThat(talker.state()).isEqualTo(State.FINISHED);
    assertThat(scene.clock.nanos()).isEqualTo(Scene.seconds(1).toNanos());
  }
}
