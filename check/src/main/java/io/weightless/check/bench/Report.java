package io.weightless.check.bench;

import io.weightless.check.bench.harness.Row;
import io.weightless.check.bench.harness.Table;
import java.util.List;
import java.util.stream.Collectors;

/// The results of one run, with what a reader must know about it.
record Report(String machine, List<String> notes, List<Row> rows) {

  /// Aligned rows; all other lines start with `#`.
  String text() {
    return "# "
        + machine
        + "\n"
        + each("# ")
        + "# "
        + Table.LEGEND
        + "\n"
        + Table.text(rows)
        + "\n";
  }

  /// A paragraph and a table, for the README.
  String markdown() {
    return machine
        + ".\n\n"
        + Table.markdown(rows)
        + "\n\n"
        + each("- ")
        + "- "
        + Table.LEGEND
        + "\n";
  }

  private String each(String prefix) {
    return notes.stream().map(note -> prefix + note + "\n").collect(Collectors.joining());
  }
}
