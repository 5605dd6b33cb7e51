package io.weightless.check.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The tables of a document whose last column says which tests show each row: `Class#method`, or
/// only `#method` for another one of the same class.
record ShownBy(List<Row> rows) {
  private static final Pattern CELL_SEPARATOR = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern TEST = Pattern.compile("\\w+#\\w+");

  /// @param what the first cell
  /// @param tests with their classes
  record Row(String what, List<String> tests) {}

  static ShownBy parse(String text) {
    List<Row> rows = new ArrayList<>();
    boolean isShown = false;
    for (String line : text.lines().toList()) {
      if (!line.startsWith("|")) {
        isShown = false;
      } else if (line.endsWith("| shown by |")) {
        isShown = true;
      } else if (isShown && !line.startsWith("|--")) {
        List<String> cells = CELL_SEPARATOR.splitAsStream(line).map(String::strip).toList();
        rows.add(new Row(cells.get(1), tests(cells.getLast())));
      }
    }
    return new ShownBy(rows);
  }

  private static List<String> tests(String cell) {
    List<String> tests = new ArrayList<>();
    String type = "";
    for (String name : QUOTED.matcher(cell).results().map((MatchResult m) -> m.group(1)).toList()) {
      tests.add(name.startsWith("#") ? type + name : name);
      type = tests.getLast().replaceFirst("#.*", "");
    }
    return tests;
  }

  /// A line for each row that names no test, or one that does not exist or did not run green.
  List<String> violations(Predicate<String> exists, Predicate<String> ranGreen) {
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      if (row.tests.isEmpty()) {
        lines.add(row.what + ": names no test as `Class#method`");
      }
      for (String test : row.tests) {
        if (!TEST.matcher(test).matches() || !exists.test(test)) {
          lines.add(row.what + ": no such test: " + test);
        } else if (!ranGreen.test(test)) {
          lines.add(row.what + ": did not run green: " + test);
        }
      }
    }
    return lines;
  }
}
