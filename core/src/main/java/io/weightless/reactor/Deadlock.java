package io.weightless.reactor;

import java.util.List;
import java.util.stream.Collectors;

/// All tasks of a reactor on virtual time wait, and nothing is left that could wake one of them: no
/// timer, no input, no thread. Thrown by [Reactor#run], with the list of what each waits for. (From
/// Stackless, which raises an error where its last tasklet would block.)
public final class Deadlock extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// More lines than this tell a reader nothing new.
  private static final int MAX_LINES = 100;

  private final transient List<TaskInfo> tasks;

  /// @param circle the names of those that wait for each other; empty when none are known
  Deadlock(List<TaskInfo> tasks, List<String> circle) {
    super("all tasks wait, and nothing is left to wake one:" + lines(tasks) + inWords(circle));
    this.tasks = List.copyOf(tasks);
  }

  /// All that waited.
  public List<TaskInfo> tasks() {
    return tasks;
  }

  private static String inWords(List<String> circle) {
    return circle.isEmpty()
        ? ""
        : "\n  these wait for each other: " + String.join(", for ", circle);
  }

  private static String lines(List<TaskInfo> tasks) {
    String lines =
        tasks.stream().limit(MAX_LINES).map(task -> "\n  " + task).collect(Collectors.joining());
    int more = tasks.size() - MAX_LINES;
    return more > 0 ? lines + "\n  and " + more + " more" : lines;
  }
}
