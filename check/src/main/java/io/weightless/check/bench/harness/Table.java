package io.weightless.check.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Rows as aligned text or as Markdown.
public final class Table {
  private static final String[] HEADINGS = {"bench", "subject", "value", "unit", "ratio", "spread"};
  private static final boolean[] IS_NUMBER = {false, false, true, false, true, true};

  /// How to read the columns.
  public static final String LEGEND =
      "ratio = ours/peer: below 1 is ahead, but for rates above 1 is ahead;"
          + " value = median of the rounds; spread = (max - min) / median";

  private Table() {}

  /// A heading and a line per row, columns two blanks apart; a contest's metrics are grouped.
  public static String text(List<Row> rows) {
    List<String[]> lines = cells(rows);
    int[] widths = widths(lines);
    return lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
  }

  /// A table of GitHub's Markdown.
  public static String markdown(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    for (String[] line : cells(rows)) {
      lines.add("| " + String.join(" | ", line) + " |");
    }
    lines.add(1, "|---|---|--:|---|--:|--:|");
    return String.join("\n", lines);
  }

  private static List<String[]> cells(List<Row> rows) {
    List<String[]> lines = new ArrayList<>();
    lines.add(HEADINGS);
    rows.forEach(row -> lines.add(row.cells()));
    return lines;
  }

  private static int[] widths(List<String[]> lines) {
    int[] widths = new int[HEADINGS.length];
    for (String[] line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    return widths;
  }

  private static String aligned(String[] line, int[] widths) {
    var text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - line[i].length());
      text.append(IS_NUMBER[i] ? padding + line[i] : line[i] + padding).append("  ");
    }
    return text.toString().stripTrailing();
  }
}
