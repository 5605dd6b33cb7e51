package io.weightless.tool.inspect;

import io.weightless.inspect.SeenLoop;
import java.util.ArrayList;
import java.util.List;

/// What is above the list: the program, and a line for each reactor.
final class Summary {
  private static final int NAME = 12;

  private Summary() {}

  /// @param most of reactors; of more the first ones are shown, and how many there are
  static List<Line> of(String place, List<Known> reactors, int width, int most) {
    List<Line> lines = new ArrayList<>();
    lines.add(title(place, reactors, width));
    lines.add(
        Line.of(
            Cells.cut(row("REACTOR", "HELD", "TURNS/s", "TASKS", "TIMERS", "LONGEST HOLD"), width),
            Style.FAINT));
    int shown = reactors.size() > most ? most - 1 : reactors.size();
    reactors.stream().limit(shown).map(one -> reactor(one, width)).forEach(lines::add);
    if (shown < reactors.size()) {
      String more = " and " + (reactors.size() - shown) + " more";
      lines.add(Line.of(Cells.cut(more, width), Style.FAINT));
    }
    return lines;
  }

  private static Line title(String place, List<Known> reactors, int width) {
    String left = " weightless inspect " + place;
    String kind =
        reactors.stream().map(Summary::kind).filter(one -> !one.isEmpty()).findFirst().orElse("");
    String right = Cells.cut(kind, Table.UNLIMITED);
    int room = width == Table.UNLIMITED ? 0 : width - Cells.width(left) - Cells.width(right) - 1;
    if (room < 0) {
      return Line.of(Cells.cut(left, width), Style.STRONG);
    }
    return Line.of(left, Style.STRONG).with(" ".repeat(Math.max(2, room)) + right, Style.FAINT);
  }

  private static String kind(Known reactor) {
    SeenLoop loop = reactor.now().loop();
    return loop.backend().isEmpty() ? "" : loop.backend() + ", " + loop.engine() + " engine";
  }

  private static Line reactor(Known reactor, int width) {
    String silent = reactor.seen().silent();
    if (silent != null) {
      String text = "!" + Cells.fit(reactor.name(), NAME) + "  silent: " + silent + where(reactor);
      return Line.of(Cells.cut(text, width), Style.TROUBLE);
    }
    SeenLoop loop = reactor.now().loop();
    String hold =
        loop.holds() == 0
            ? "none"
            : Amounts.time(loop.longestHoldNanos()) + " by '" + loop.heldBy() + "'";
    String text =
        row(
            reactor.name(),
            Amounts.share(held(reactor)),
            Amounts.rate(reactor.rates().turns()),
            Amounts.count(reactor.now().tasks().size()),
            Amounts.count(loop.timers()),
            hold);
    return Line.of(Cells.cut(text, width), Style.PLAIN);
  }

  private static String where(Known reactor) {
    return reactor.seen().stack().isEmpty() ? "" : ", at " + reactor.seen().stack().getFirst();
  }

  /// By the tasks that are there.
  private static double held(Known reactor) {
    return reactor.now().tasks().stream().mapToDouble(reactor.rates()::held).sum();
  }

  private static String row(
      String name, String held, String turns, String tasks, String timers, String hold) {
    return " "
        + Cells.fit(name, NAME)
        + Cells.fitRight(held, 7)
        + Cells.fitRight(turns, 9)
        + Cells.fitRight(tasks, 8)
        + Cells.fitRight(timers, 8)
        + "  "
        + hold;
  }
}
