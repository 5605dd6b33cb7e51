package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private final List<String> ran = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<Object> fromOutside = new ArrayList<>();
  private final Carrier carrier = new Carrier(null, () -> {}, System::nanoTime);

  /// Takes the last one always, two turns at a time.
  private final Schedule lastFirst =
      new Schedule() {
        @Override
        public int next(int count) {
          return count - 1;
        }

        @Override
        public int turns() {
          return 2;
        }

        @Override
        public void begins(Object who) {
          told.add(who instanceof Strand strand ? strand.name() : who.toString());
        }

        @Override
        public void cameFromOutside(Object who) {
          fromOutside.add(who);
        }
      };

  @Test
  void aScheduleDecidesWhoComesNextAndHearsOfEachTurn() {
    inside(() -> {
      carrier.schedule(lastFirst);
      for (String name : List.of("a", "b", "c")) {
        Strand.start(name, Life.of(() -> ran.add(name)));
      }
      carrier.turn("a callback", () -> {});
      drainAll();
    });
    assertThat(ran).containsExactly("c", "b", "a");
    assertThat(told).containsExactly("a callback", "c", "b", "a");
    assertThat(fromOutside).isEmpty();
  }

  @Test
  void thoseThatAreNotTakenKeepTheirOrder() {
    inside(() -> {
      carrier.schedule(lastFirst);
      for (String name : List.of("a", "b", "c")) {
        Strand.start(name, Life.of(() -> ran.add(name)));
      }
      assertThat(carrier.drain(1)).isEqualTo(1);
      Strand.start("d", Life.of(() -> ran.add("d")));
      drainAll();
    });
    assertThat(ran).containsExactly("c", "d", "b", "a");
  }

  @Test
  void whatIsPostedKeepsItsOrderWhoeverDecides() {
    inside(() -> {
      carrier.schedule(lastFirst);
      carrier.post("a", () -> ran.add("a"));
      Strand.start("b", Life.of(() -> ran.add("b")));
      carrier.post("c", () -> ran.add("c"));
      carrier.post("d", () -> ran.add("d"));
      drainAll();
    });
    assertThat(ran).containsExactly("a", "c", "d", "b");
  }

  @Test
  void aScheduleSaysHowManyTurnsThereAreBeforeTheLoopLooksAround() {
    inside(() -> {
      carrier.schedule(lastFirst);
      for (int i = 0; i < 3; i++) {
        carrier.post(() -> ran.add("one"));
      }
      assertThat(carrier.drain(100)).isEqualTo(2);
      drainAll();
    });
    assertThat(ran).hasSize(3);
  }

  @Test
  void aStrandThatIsHandedOverToComesNextWhateverTheScheduleSays() {
    inside(() -> {
      carrier.schedule(lastFirst);
      Strand.start(
          "driver",
          Life.of(() -> {
            Stack coroutine = new Stack("coroutine", _ -> ran.add("coroutine"));
            carrier.post("later", () -> ran.add("later"));
            coroutine.go();
          }));
      drainAll();
    });
    assertThat(ran).containsExactly("coroutine", "later");
  }

  @Test
  void whatComesFromOutsideIsTold() {
    inside(() -> carrier.schedule(lastFirst));
    carrier.post("from outside", () -> ran.add("it"));
    inside(this::drainAll);
    assertThat(fromOutside).extracting(Object::toString).containsExactly("from outside");
    assertThat(ran).containsExactly("it");
  }

  private void drainAll() {
    while (carrier.hasReady()) {
      carrier.drain(100);
    }
  }

  private void inside(Runnable body) {
    carrier.enter();
    try {
      body.run();
    } finally {
      carrier.exit();
    }
  }
}
