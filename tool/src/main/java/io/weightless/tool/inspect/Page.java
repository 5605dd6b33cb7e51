package io.weightless.tool.inspect;

import io.weightless.inspect.Why;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text that takes the place of the list, until the user goes back.
///
/// @param question what it answers; null for help
record Page(String title, List<String> lines, Row.@Nullable Question question) {
  static final Page HELP =
      new Page(
          "Help",
          List.of(
              "Views",
              "  1 2 3 4, Tab     tasks, components, channels, streams",
              "  s                another order; the arrow shows by what",
              "  /                a filter: only lines that contain it, and what is around them",
              "  ↑ ↓ PgUp PgDn    moves, and k j; Home End, and g G",
              "  Enter            why a task waits: the chain of who waits for whom, with stacks",
              "  p                pause: the picture stays as it is",
              "  Esc              back; without the filter",
              "  q, Ctrl-C        ends this; the program goes on",
              "",
              "Columns",
              "  HELD      how much of the time it held the loop of its reactor",
              "  TURNS/s   how often it had its turn",
              "  BOX       values that wait / how many there may be; ! marks a full one",
              "  IN, OUT   values per second; of streams, bytes",
              "",
              "A reactor is silent while somebody holds its loop: then that one is told, and"
                  + " where."),
          null);

  private static final List<String> ASKING = List.of("asking ...");

  static Page loading(Row.Question question) {
    return new Page(title(question), ASKING, question);
  }

  boolean isLoading() {
    return lines.equals(ASKING);
  }

  static Page of(Row.Question question, Why why) {
    return new Page(title(question), lines(why), question);
  }

  static Page failed(Row.Question question, String reason) {
    return new Page(title(question), List.of(reason), question);
  }

  private static String title(Row.Question question) {
    return "Task '" + question.name() + "', id " + question.task() + ", on " + question.reactor();
  }

  /// The chain, each with its stack, and what comes of it.
  static List<String> lines(Why why) {
    List<String> lines = new ArrayList<>();
    for (Why.Link link : why.chain()) {
      lines.add((lines.isEmpty() ? "task '" : "↳ task '") + link.name() + "' " + does(link));
      link.stack().forEach(frame -> lines.add("    at " + frame));
    }
    lines.add("");
    lines.add(why.conclusion());
    return lines;
  }

  private static String does(Why.Link link) {
    return switch (link.state()) {
      case RUNNING -> "runs";
      case READY -> "is ready";
      case WAITING -> "waits for " + (link.awaits() == null ? "?" : link.awaits());
      case WAITING_IN_JDK -> "waits in the JDK";
    };
  }
}
