package io.weightless.tool.inspect;

import io.weightless.inspect.SeenTask;
import io.weightless.net.terminal.StandardStreams;
import io.weightless.net.terminal.Terminal;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One picture as plain text, for scripts and files.
public final class Report {
  private Report() {}

  /// Two pictures are taken, so that there are rates.
  ///
  /// - **Waits**: `during`, between the two.
  ///
  /// @param place whom `endpoint` is of
  /// @return as wide as the terminal; or as it is, when standard output is none
  public static String of(String place, Endpoint endpoint, Choice choice, Duration during)
      throws IOException {
    Inspection inspection = new Inspection(place, choice);
    inspection.see(endpoint.picture());
    Task.sleep(during);
    inspection.see(endpoint.picture());
    return text(inspection, width());
  }

  private static int width() throws IOException {
    Terminal output = Reactor.current().service(StandardStreams.class).outputTerminal();
    int columns = output == null ? 0 : output.size().columns();
    return columns == 0 ? Table.UNLIMITED : columns;
  }

  static String text(Inspection inspection, int width) {
    List<Item> items = inspection.items();
    List<Line> lines =
        new ArrayList<>(
            Summary.of(inspection.place, inspection.reactors(), width, Integer.MAX_VALUE));
    lines.add(Line.of("", Style.PLAIN));
    Table table = Table.of(inspection.choice(), width, items);
    lines.add(table.head());
    items.forEach(item -> lines.add(table.line(item, false)));
    if (items.isEmpty()) {
      lines.add(Line.of(Cells.cut(" " + Painter.nothing(inspection.choice()), width), Style.PLAIN));
    }
    return lines.stream().map(Line::plain).collect(Collectors.joining("\n", "", "\n"));
  }

  /// Why a task waits, with the stacks of all that it waits for.
  ///
  /// @param task its id, or its name: of several the first
  /// @throws IOException also when there is no such task
  public static String why(Endpoint endpoint, String task) throws IOException {
    Row.Question question = question(endpoint.picture(), task);
    return Page.lines(endpoint.why(question)).stream()
        .map(line -> Cells.cut(line, Table.UNLIMITED) + "\n")
        .collect(Collectors.joining());
  }

  /// The same as JSON, as it comes from the program.
  ///
  /// @throws IOException also when there is no such task
  public static String whyAsJson(Endpoint endpoint, String task) throws IOException {
    return endpoint.whyAsJson(question(endpoint.picture(), task)) + "\n";
  }

  private static Row.Question question(Picture picture, String wanted) throws IOException {
    for (Seen seen : picture.reactors()) {
      for (SeenTask task : seen.now().tasks()) {
        if (task.name().equals(wanted) || String.valueOf(task.id()).equals(wanted)) {
          return new Row.Question(seen.name(), task.id(), task.name());
        }
      }
    }
    throw new IOException("there is no task '" + wanted + "'");
  }
}
