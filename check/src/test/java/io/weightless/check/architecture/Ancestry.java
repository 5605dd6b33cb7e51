package io.weightless.check.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The rows of `docs/ancestry.md`: a table for each ancestor, a row for each of its concepts.
record Ancestry(Map<String, List<Row>> tables) {
  private static final String NOT_YET = "not yet";
  private static final String NOT_APPLICABLE = "not applicable: ";
  private static final Pattern CELL_SEPARATOR = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /// A concept, the class that carries it or why none does, its tests and its example.
  record Row(String concept, String type, String tests, String example) {
    boolean isOpen() {
      return type.equals(NOT_YET);
    }

    boolean isNotApplicable() {
      return type.startsWith(NOT_APPLICABLE);
    }

    boolean works() {
      return !isOpen() && !isNotApplicable();
    }
  }

  /// What the check asks the built tree.
  record Tree(
      Predicate<String> hasClass,
      Predicate<String> hasTest,
      Predicate<String> ranGreen,
      Predicate<String> hasFile) {}

  static Ancestry parse(String text) {
    Map<String, List<Row>> tables = new TreeMap<>();
    List<Row> table = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("## ")) {
        table = tables.computeIfAbsent(line.substring(3).strip(), _ -> new ArrayList<>());
      } else if (line.startsWith("|") && !line.startsWith("| concept") && !line.startsWith("|--")) {
        table.add(row(line));
      }
    }
    return new Ancestry(tables);
  }

  private static Row row(String line) {
    List<String> cells = CELL_SEPARATOR.splitAsStream(line).map(String::strip).toList();
    if (cells.size() != 5) {
      throw new IllegalArgumentException("not | concept | class | tests | example |: " + line);
    }
    return new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4));
  }

  /// A line for each ancestor that has no table or fewer rows than `concepts` says, and for each
  /// row that names what does not exist or did not run green.
  List<String> violations(Map<String, Integer> concepts, Tree tree) {
    List<String> lines = new ArrayList<>();
    concepts.forEach((ancestor, count) -> {
      int rows = tables.getOrDefault(ancestor, List.of()).size();
      if (rows < count) {
        lines.add(ancestor + ": " + rows + " rows, of " + count + " concepts");
      }
    });
    tables.forEach((ancestor, rows) ->
        rows.forEach(row -> check(ancestor + ", " + row.concept, row, tree, lines)));
    return lines;
  }

  private static void check(String place, Row row, Tree tree, List<String> lines) {
    if (row.isNotApplicable() && row.type.length() <= NOT_APPLICABLE.length()) {
      lines.add(place + ": not applicable, without a reason");
    }
    if (!row.works()) {
      return;
    }
    List<String> types = quoted(row.type);
    List<String> tests = quoted(row.tests);
    if (types.isEmpty()) {
      lines.add(place + ": names no class in backticks, and does not say \"" + NOT_YET + "\"");
    }
    if (tests.isEmpty()) {
      lines.add(place + ": names no test as `Class#method`");
    }
    report(lines, place, "no such class: ", types, tree.hasClass);
    report(lines, place, "no such test: ", tests, tree.hasTest);
    report(lines, place, "did not run green: ", tests, tree.ranGreen);
    report(lines, place, "no such file: ", quoted(row.example), tree.hasFile);
  }

  private static void report(
      List<String> lines, String place, String what, List<String> names, Predicate<String> good) {
    names.stream().filter(good.negate()).forEach(name -> lines.add(place + ": " + what + name));
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
  }

  /// One line for the end of the build.
  String counts() {
    List<Row> rows = tables.values().stream().flatMap(List::stream).toList();
    return "ancestry: %d ancestors, %d concepts: %d work, %d not yet, %d not applicable"
        .formatted(
            tables.size(),
            rows.size(),
            rows.stream().filter(Row::works).count(),
            rows.stream().filter(Row::isOpen).count(),
            rows.stream().filter(Row::isNotApplicable).count());
  }
}
