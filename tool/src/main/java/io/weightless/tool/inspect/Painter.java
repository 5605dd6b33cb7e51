package io.weightless.tool.inspect;

import io.weightless.inspect.Snapshot;
import io.weightless.net.terminal.Terminal.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes a frame of an inspection: only of what is to be seen.
final class Painter {
  /// Of lines around the list, but for the reactors: title, their heading, views, columns, foot.
  private static final int AROUND = 5;

  private final Inspection inspection;
  private final int width;
  private final int height;

  Painter(Inspection inspection, Size size) {
    this.inspection = inspection;
    width = Math.max(1, size.columns());
    height = Math.max(1, size.rows());
  }

  Frame frame() {
    List<Line> lines =
        new ArrayList<>(inspection.page() == null ? list() : page(inspection.page()));
    while (lines.size() < height - 1) {
      lines.add(Line.of("", Style.PLAIN));
    }
    List<Line> shown = new ArrayList<>(lines.subList(0, height - 1));
    shown.add(foot());
    return new Frame(shown);
  }

  /// How many lines of the list, or of the page, fit.
  int rows() {
    return Math.max(
        1, inspection.page() == null ? height - AROUND - reactors() - gap() : height - 3);
  }

  /// How many lines reactors get.
  private int reactors() {
    return Math.min(Math.max(1, inspection.reactors().size()), Math.max(1, (height - AROUND) / 3));
  }

  private int gap() {
    return height >= 20 ? 1 : 0;
  }

  private List<Line> list() {
    List<Line> lines =
        new ArrayList<>(Summary.of(inspection.place, inspection.reactors(), width, reactors()));
    if (gap() > 0) {
      lines.add(Line.of("", Style.PLAIN));
    }
    lines.add(views());
    List<Item> items = inspection.items();
    Table table = Table.of(inspection.choice(), width, List.of());
    lines.add(table.head());
    if (items.isEmpty()) {
      lines.add(Line.of(Cells.cut(" " + nothing(inspection.choice()), width), Style.FAINT));
    }
    int top = inspection.cursor().top(rows(), items.size());
    for (int i = top; i < Math.min(items.size(), top + rows()); i++) {
      lines.add(table.line(items.get(i), i == inspection.cursor().at()));
    }
    return lines;
  }

  static String nothing(Choice choice) {
    return choice.filter().isEmpty()
        ? "no " + choice.view().title().toLowerCase(Locale.ROOT)
        : "nothing here contains '" + choice.filter() + "'";
  }

  /// The one that is shown is in brackets.
  private Line views() {
    StringBuilder views = new StringBuilder();
    for (View view : View.values()) {
      boolean isShown = view == inspection.choice().view();
      views.append(isShown ? "[" : " ").append(view.number).append(' ').append(view.title());
      if (width >= 72) {
        views.append(' ').append(Amounts.count(count(view)));
      }
      views.append(isShown ? "]" : " ");
    }
    return Line.of(Cells.cut(views.toString(), width), Style.STRONG);
  }

  private long count(View view) {
    return inspection.reactors().stream().map(Known::now).mapToLong(now -> count(view, now)).sum();
  }

  private static long count(View view, Snapshot now) {
    return switch (view) {
      case TASKS -> now.tasks().size();
      case COMPONENTS -> now.components().size();
      case CHANNELS -> now.channels().size();
      case STREAMS -> now.streams().size();
    };
  }

  private List<Line> page(Page page) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Cells.cut(" " + page.title(), width), Style.STRONG));
    lines.add(Line.of("", Style.PLAIN));
    List<String> wrapped =
        page.lines().stream().flatMap(text -> Cells.wrap(text, width - 1).stream()).toList();
    wrapped.stream()
        .skip(inspection.scrolled(wrapped.size() - rows()))
        .limit(rows())
        .map(text -> Line.of(Cells.cut(" " + text, width), Style.PLAIN))
        .forEach(lines::add);
    return lines;
  }

  private Line foot() {
    if (!inspection.trouble().isEmpty()) {
      return Line.of(
          Cells.cut("!" + inspection.trouble() + "; trying again", width), Style.TROUBLE);
    }
    Choice choice = inspection.choice();
    if (inspection.isTyping()) {
      String typed = " filter: " + choice.filter() + "_  (Enter keeps it, Esc ends it)";
      return Line.of(Cells.cut(typed, width), Style.STRONG);
    }
    String left = inspection.page() == null ? keys(choice) : " Esc back  ↑↓ scroll";
    String right = inspection.page() == null ? place() : "";
    int room = width - Cells.width(left) - Cells.width(right);
    String foot = room < 1 ? left : left + " ".repeat(room) + right;
    return Line.of(Cells.cut(foot, width), Style.FAINT);
  }

  private String keys(Choice choice) {
    String filter = choice.filter().isEmpty() ? "/ filter" : "/ filter: '" + choice.filter() + "'";
    String order = "s order: " + choice.order().name().toLowerCase(Locale.ROOT);
    String paused = inspection.isPaused() ? "PAUSED, p goes on  " : "";
    return " " + paused + "q quit  ? help  " + order + "  " + filter + "  Enter why  Tab view";
  }

  private String place() {
    int count = inspection.items().size();
    return count == 0
        ? ""
        : Amounts.count(inspection.cursor().at() + 1) + "/" + Amounts.count(count) + " ";
  }
}
