package io.weightless.check.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the command line asks for.
///
/// @param names the benchmarks to run, in order; empty for `list`
/// @param markdown `--report`: tables of Markdown
/// @param file where the report goes; standard output when empty
record Arguments(List<String> names, boolean quick, boolean markdown, Optional<Path> file) {
  static final String USAGE = "usage: ./bench list | all | NAME... [--quick] [--report[=FILE]]";

  private static final String REPORT = "--report";
  private static final String REPORT_TO = REPORT + "=";

  /// The user's mistake, in one line.
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    Mistake(String message) {
      super(message);
    }
  }

  static Arguments parse(List<String> words, Set<String> known) throws Mistake {
    List<String> names = words.stream().filter(word -> !word.startsWith("-")).toList();
    List<String> options = words.stream().filter(word -> word.startsWith("-")).toList();
    Optional<Path> file = Optional.empty();
    for (String option : options) {
      if (option.startsWith(REPORT_TO) && option.length() > REPORT_TO.length()) {
        file = Optional.of(writable(option.substring(REPORT_TO.length())));
      } else if (!option.equals("--quick") && !option.equals(REPORT)) {
        throw new Mistake("unknown option " + option + "; " + USAGE);
      }
    }
    boolean markdown = options.contains(REPORT) || file.isPresent();
    return new Arguments(expand(names, known), options.contains("--quick"), markdown, file);
  }

  /// Checked before minutes of measuring, not after.
  private static Path writable(String name) throws Mistake {
    Path file = Path.of(name);
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
      throw new Mistake("can't write a report to " + name);
    }
    return file;
  }

  private static List<String> expand(List<String> names, Set<String> known) throws Mistake {
    List<String> expanded = new ArrayList<>();
    for (String name : names) {
      switch (name) {
        case "list" -> {}
        case "all" -> expanded.addAll(known);
        default -> expanded.add(checked(name, known));
      }
    }
    if (names.isEmpty()) {
      throw new Mistake(USAGE);
    }
    return expanded.stream().distinct().toList();
  }

  private static String checked(String name, Set<String> known) throws Mistake {
    if (!known.contains(name)) {
      throw new Mistake("no benchmark " + name + "; there are " + String.join(", ", known));
    }
    return name;
  }
}
