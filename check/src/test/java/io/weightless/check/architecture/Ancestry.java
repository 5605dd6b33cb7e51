package io.weightless.check.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The rows of `docs/ancestry.md`: a table for each ancestor, a row for each of its concepts; and
/// under `### Behaviours` a row for each single behaviour that is carried on.
record Ancestry(Map<String, List<Row>> tables, Map<String, List<Behaviour>> behaviours) {
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

  /// One behaviour, and the tests that show it, or why none does.
  record Behaviour(String what, String shownBy) {
    boolean isOpen() {
      return shownBy.equals(NOT_YET);
    }

    boolean isNotApplicable() {
      return shownBy.startsWith(NOT_APPLICABLE);
    }

    boolean isShown() {
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
    Ancestry ancestry = new Ancestry(new TreeMap<>(), new TreeMap<>());
    String ancestor = "";
    boolean amongBehaviours = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith("## ")) {
        ancestor = line.substring(3).strip();
        amongBehaviours = false;
      } else if (line.equals("### Behaviours")) {
        amongBehaviours = true;
      } else if (amongBehaviours && isRow(line)) {
        ancestry.behaviours.computeIfAbsent(ancestor, _ -> new ArrayList<>()).add(behaviour(line));
      } else if (isRow(line)) {
        ancestry.tables.computeIfAbsent(ancestor, _ -> new ArrayList<>()).add(row(line));
      }
    }
    return ancestry;
  }

  private static boolean isRow(String line) {
    return line.startsWith("|")
        && !line.startsWith("|--")
        && !line.startsWith("| concept |")
        && !line.startsWith("| behaviour |");
  }

  private static Row row(String line) {
    List<String> cells = cells(line, "| concept | class | tests | example |");
    return new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4));
  }

  private static Behaviour behaviour(String line) {
    List<String> cells = cells(line, "| behaviour | shown by |");
    return new Behaviour(cells.get(1), cells.get(2));
  }

  private static List<String> cells(String line, String heading) {
    List<String> cells = CELL_SEPARATOR.splitAsStream(line).map(String::strip).toList();
    if (cells.size() != CELL_SEPARATOR.splitAsStream(heading).count()) {
      throw new IllegalArgumentException("not " + heading + ": " + line);
    }
    return cells;
  }

  /// A line for each ancestor that has fewer rows than the counts of concepts and of behaviours
  /// say, and for each row that names what does not exist or did not run green.
  List<String> violations(
      Map<String, Integer> conceptCounts, Map<String, Integer> behaviourCounts, Tree tree) {
    List<String> lines = new ArrayList<>();
    reportMissing(lines, tables, conceptCounts, " concepts");
    reportMissing(lines, behaviours, behaviourCounts, " behaviours");
    tables.forEach((ancestor, rows) ->
        rows.forEach(row -> check(ancestor + ", " + row.concept, row, tree, lines)));
    behaviours.forEach((ancestor, rows) ->
        rows.forEach(row -> check(ancestor + ", " + row.what, row, tree, lines)));
    return lines;
  }

  private static void reportMissing(
      List<String> lines,
      Map<String, ? extends List<?>> found,
      Map<String, Integer> counts,
      String what) {
    counts.forEach((ancestor, count) -> {
      int rows = found.containsKey(ancestor) ? found.get(ancestor).size() : 0;
      if (rows < count) {
        lines.add(ancestor + ": " + rows + " rows, of " + count + what);
      }
    });
  }

  private static void check(String place, Behaviour row, Tree tree, List<String> lines) {
    if (row.isNotApplicable() && row.shownBy.length() <= NOT_APPLICABLE.length()) {
      lines.add(place + ": not applicable, without a reason");
    }
    if (row.isShown()) {
      checkTests(place, quoted(row.shownBy), tree, lines);
    }
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
    report(lines, place, "no such class: ", types, tree.hasClass);
    checkTests(place, tests, tree, lines);
    report(lines, place, "no such file: ", quoted(row.example), tree.hasFile);
  }

  private static void checkTests(String place, List<String> tests, Tree tree, List<String> lines) {
    if (tests.isEmpty()) {
      lines.add(place + ": names no test as `Class#method`");
    }
    report(lines, place, "no such test: ", tests, tree.hasTest);
    report(lines, place, "did not run green: ", tests, tree.ranGreen);
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
    List<Behaviour> lines = behaviours.values().stream().flatMap(List::stream).toList();
    return ("ancestry: %d ancestors, %d concepts: %d work, %d not yet, %d not applicable;"
            + " %d behaviours: %d shown by tests, %d not yet, %d not applicable")
        .formatted(
            tables.size(),
            rows.size(),
            rows.stream().filter(Row::works).count(),
            rows.stream().filter(Row::isOpen).count(),
            rows.stream().filter(Row::isNotApplicable).count(),
            lines.size(),
            lines.stream().filter(Behaviour::isShown).count(),
            lines.stream().filter(Behaviour::isOpen).count(),
            lines.stream().filter(Behaviour::isNotApplicable).count());
  }
}
