package io.weightless.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrailTest {
  private final Trail trail = new Trail();

  @Test
  @InTask
  void theExampleOfItsDocumentation() {
    Scope.join(scope -> {
      scope.start("a", () -> trail.add("a"));
      scope.start("b", () -> trail.add("b"));
      trail.add("started");
    });
    trail.add("ended");

    trail.assertIs("started", Trail.inAnyOrder("b", "a"), "ended");
  }

  @Test
  void nothingIsWhatHappenedAtFirst() {
    trail.assertIs();
    assertThat(trail.isEmpty()).isTrue();
  }

  @Test
  void theFirstDifferenceIsMarkedBetweenBothSequences() {
    add("open", "read", "close", "end");

    assertThatThrownBy(() -> trail.assertIs("open", "write", "close"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            something else happened, from the arrow on:
                     expected  happened
                  1  open      open
            >     2  write     read
                  3  close     close
                  4  -         end\
            """);
  }

  @Test
  void whatDidNotHappenIsADifference() {
    add("open");

    assertThatThrownBy(() -> trail.assertIs("open", "close"))
        .hasMessageContaining(">     2  close     -");
  }

  @Test
  void whatHappenedInAdditionIsADifference() {
    add("open", "close");

    assertThatThrownBy(() -> trail.assertIs("open"))
        .hasMessageContaining(">     2  -         close");
  }

  @Test
  void theEventsOfAGroupMayComeInAnyOrder() {
    for (List<String> order : List.of(List.of("a", "b", "a"), List.of("b", "a", "a"))) {
      trail.clear();
      order.forEach(trail::add);

      assertThatCode(() -> trail.assertIs(Trail.inAnyOrder("a", "a", "b")))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void eachEventOfAGroupHappensOnce() {
    add("a", "a", "end");

    assertThatThrownBy(() -> trail.assertIs(Trail.inAnyOrder("a", "b"), "end"))
        .hasMessageContaining("      1  any of a, b  a\n>     2  b            a\n      3  end");
  }

  @Test
  void aGroupEndsBeforeWhatComesNext() {
    add("a", "end", "b");

    assertThatThrownBy(() -> trail.assertIs(Trail.inAnyOrder("a", "b"), "end"))
        .hasMessageContaining(">     2  b            end");
  }

  @Test
  void whatIsFarFromTheDifferenceIsLeftOut() {
    for (int i = 1; i <= 40; i++) {
      trail.add(i);
    }
    List<Object> expected = new ArrayList<>(trail.events());
    expected.set(19, "other");

    assertThatThrownBy(() -> trail.assertIs(expected.toArray()))
        .hasMessageContaining("\n         ...       ...\n     10  10        10\n")
        .hasMessageContaining("\n>    20  other     20\n")
        .message()
        .endsWith("\n     30  30        30\n         ...       ...");
  }

  @Test
  void anEventIsKeptAsItWas() {
    StringBuilder event = new StringBuilder("before");
    trail.add(event);
    event.append(" and after");

    trail.assertIs("before");
  }

  @Test
  void aTrailKeepsAHundredThousandEventsAndNoMore() {
    for (int i = 0; i < Trail.LIMIT; i++) {
      trail.add(i);
    }

    assertThatIllegalStateException().isThrownBy(() -> trail.add("one more"));
  }

  private void add(String... events) {
    List.of(events).forEach(trail::add);
  }
}
