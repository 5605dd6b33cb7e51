package io.weightless.tool.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The columns of a view, in a width.
final class Table {
  /// As wide as its texts.
  static final int UNLIMITED = Integer.MAX_VALUE;

  private static final String SORTED = "↓";

  private final Choice choice;
  private final List<Column> columns;
  private final int width;
  private final int[] widths;

  private Table(Choice choice, int width, int[] widths) {
    this.choice = choice;
    this.width = width;
    this.columns = choice.view().columns();
    this.widths = widths;
  }

  /// @param items by which an unlimited one is measured
  static Table of(Choice choice, int width, List<Item> items) {
    Table table = new Table(choice, width, fixed(choice.view(), width));
    if (width == UNLIMITED) {
      table.measure(items);
    } else {
      table.share(width);
    }
    return table;
  }

  /// -1 for those that are left out.
  private static int[] fixed(View view, int width) {
    return view.columns().stream()
        .mapToInt(column -> column.from() > width ? -1 : column.width())
        .toArray();
  }

  /// Each has one blank in front of it.
  private void share(int width) {
    int left = width - Arrays.stream(widths).map(one -> one + 1).sum();
    int shares = columns.stream().mapToInt(Column::share).sum();
    for (int i = 0; i < widths.length; i++) {
      int share = columns.get(i).share();
      if (share > 0) {
        widths[i] = Math.max(1, left * share / shares);
        left -= widths[i];
        shares -= share;
      }
    }
  }

  private void measure(List<Item> items) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], Cells.width(titles().get(i)));
    }
    for (Item item : items) {
      List<String> cells = cells(item);
      for (int i = 0; i < (isAcross(cells) ? cells.size() - 1 : widths.length); i++) {
        widths[i] = Math.max(widths[i], Cells.width(cells.get(i)));
      }
    }
  }

  Line head() {
    return Line.of(Cells.cut(" " + String.join(" ", fitted(titles())), width), Style.HEADING);
  }

  private List<String> titles() {
    List<String> titles = new ArrayList<>();
    for (Column column : columns) {
      boolean isSorted = choice.order() != Order.TREE && column.order() == choice.order();
      titles.add(column.title() + (isSorted ? SORTED : ""));
    }
    return titles;
  }

  /// @param isSelected marked by a sign, too
  Line line(Item item, boolean isSelected) {
    List<String> cells = cells(item);
    String all = isAcross(cells) ? across(cells) : String.join(" ", fitted(cells));
    String text = Cells.cut(all, width - 1); // for a width that has no room for the columns
    if (isSelected) {
      return Line.of(">" + text, Style.SELECTED);
    }
    return switch (item.row().kind()) {
      case TROUBLE -> Line.of("!" + text, Style.TROUBLE);
      case HEADING -> Line.of(" " + text, Style.STRONG);
      case PLAIN -> Line.of(" " + text, Style.PLAIN);
      case QUIET -> Line.of(" " + text, Style.FAINT);
    };
  }

  private boolean isAcross(List<String> cells) {
    return cells.size() < columns.size();
  }

  /// The last one is from where the tree is to the edge.
  private String across(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; !columns.get(i).isTree(); i++) {
      if (widths[i] >= 0) {
        line.append(Cells.fitRight(cells.size() > 1 ? cells.get(i) : "", widths[i])).append(' ');
      }
    }
    String text = cells.getLast();
    int room = width == UNLIMITED ? Cells.width(text) : width - 1 - line.length();
    return line.append(Cells.fit(text, Math.max(0, room))).toString();
  }

  /// Those that are shown.
  private List<String> fitted(List<String> cells) {
    List<String> fitted = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] >= 0) {
        fitted.add(fit(cells.get(i), i));
      }
    }
    return fitted;
  }

  private List<String> cells(Item item) {
    List<String> cells = new ArrayList<>(item.row().cells().get());
    if (isAcross(cells)) {
      cells.add(item.lead() + cells.removeLast());
      return cells;
    }
    for (int i = 0; i < cells.size(); i++) {
      if (columns.get(i).isTree()) {
        String name = choice.order() == Order.TREE ? cells.get(i) : item.row().name();
        cells.set(i, item.lead() + name);
      }
    }
    return cells;
  }

  private String fit(String cell, int column) {
    boolean isNumber = columns.get(column).share() == 0;
    return isNumber ? Cells.fitRight(cell, widths[column]) : Cells.fit(cell, widths[column]);
  }
}
