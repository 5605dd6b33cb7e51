package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TreeTest {
  private static final Choice ALL = new Choice(View.TASKS, Order.TREE, "");

  private final Tree tree = new Tree();

  @Test
  void linesShowWhatIsInsideOfWhat() {
    add("0 a", "1 b", "2 c", "2 d", "1 e", "2 f", "0 g");

    assertThat(lines(ALL)).containsExactly("a", "├ b", "│ ├ c", "│ └ d", "└ e", "  └ f", "g");
  }

  @Test
  void aFilterLeavesWhatIsAroundThatWhichItFinds() {
    add("0 a", "1 b", "2 c", "1 d", "2 Ce", "0 f", "1 c");

    assertThat(lines(ALL.with("C")))
        .containsExactly("a", "├ b", "│ └ c", "└ d", "  └ Ce", "f", "└ c");
    assertThat(lines(ALL.with("b"))).containsExactly("a", "└ b");
    assertThat(lines(ALL.with("x"))).isEmpty();
  }

  @Test
  void aFilterLooksAtWhatATaskDoesToo() {
    tree.add(0, row("a", 0, Row.Kind.PLAIN));

    assertThat(lines(ALL.with("DOES A"))).containsExactly("a");
  }

  @Test
  void sortedLinesStandAloneAndHeadingsAreLeftOut() {
    tree.add(0, row("heading", 9, Row.Kind.HEADING));
    tree.add(1, row("b", 1, Row.Kind.PLAIN));
    tree.add(2, row("a", 3, Row.Kind.QUIET));
    tree.add(2, row("c", Double.NaN, Row.Kind.PLAIN));

    assertThat(lines(ALL.with(Order.NAME))).containsExactly("a", "b", "c");
    for (Order order : List.of(Order.HELD, Order.RATE, Order.AGE)) {
      assertThat(lines(ALL.with(order))).as("%s", order).containsExactly("a", "b", "c");
    }
  }

  @Test
  void ofVeryManyLevelsTheInnermostAreShown() {
    for (int i = 0; i < 100_000; i++) {
      tree.add(i, row("deep", 0, Row.Kind.PLAIN));
    }

    assertThat(lines(ALL).getLast()).isEqualTo("…" + " ".repeat(20) + "└ deep");
  }

  private void add(String... lines) {
    for (String line : lines) {
      tree.add(line.charAt(0) - '0', row(line.substring(2), 0, Row.Kind.PLAIN));
    }
  }

  private static Row row(String name, double amount, Row.Kind kind) {
    return new Row(name, name, "does " + name, kind, amount, amount, (long) amount, null, List::of);
  }

  private List<String> lines(Choice choice) {
    return tree.items(choice).stream().map(item -> item.lead() + item.row().name()).toList();
  }
}
