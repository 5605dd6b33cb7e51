package io.weightless.component;

import static io.weightless.component.Parts.part;
import static io.weightless.component.Parts.sends;
import static io.weightless.component.Parts.takes;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What an outlet has kept, when it is wired.
class KeptValuesTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void itIsDroppedWhereNobodyReceivesAnyMore() {
    var over = part("over", (_, _) -> {});
    Component<Void, Integer> keeper =
        part(
            "keeper",
            (_, out) -> {
              out.send(1);
              Scene.sleep(2);
              scene.mark(thrownBy(() -> out.send(2)).getClass().getSimpleName());
            });
    keeper.out.keeping(1);
    run(parent -> {
      parent.add(over);
      parent.add(keeper);
      Scene.sleep(1);
      parent.wire(keeper.out, over.in);
    });

    assertThat(scene.trail).containsExactly("NobodyReceives");
  }

  @Test
  void itIsTakenInWhereOthersWaitForRoomAndNoneIsLost() {
    List<Object> taken = new ArrayList<>();
    Component<Object, Void> taker =
        part(
            "taker",
            (in, _) -> {
              Scene.sleep(2);
              in.forEach(taken::add);
            });
    taker.in.limit(1);
    Component<Void, Object> keeper = sends(List.of("kept"));
    keeper.out.keeping(1);
    run(parent -> {
      for (int i = 0; i < 4; i++) {
        parent.wire(sends(List.<Object>of(2 * i, 2 * i + 1)).out, taker.in);
      }
      parent.add(keeper);
      Scene.sleep(1);
      parent.wire(keeper.out, taker.in);
    });

    assertThat(taken).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, "kept");
  }

  @Test
  void theEndOfOneThatEndedUnwiredComesBehindIt() {
    Component<Void, Integer> keeper = sends(List.of(1, 2));
    keeper.out.keeping(2);
    Component<Integer, Void> taker = takes(scene::mark);
    run(parent -> {
      parent.add(keeper);
      Scene.sleep(1);
      parent.wire(keeper.out, taker.in);
    });

    assertThat(scene.trail).containsExactly(1, 2);
  }

  private interface Program {
    void run(Component<Void, Void> parent) throws Exception;
  }

  private void run(Program program) {
    scene.run(_ -> {
      new Component<Void, Void>("parent") {
        @Override
        protected void main() throws Exception {
          program.run(this);
        }
      }.run();
      return null;
    });
  }
}
