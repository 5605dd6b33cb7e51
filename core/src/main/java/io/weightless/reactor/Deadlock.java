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

  /// Of each one that is in a circle.
  private static final int MAX_FRAMES = 8;

  /// @param circle those that wait for each other, the first one again at the end; empty when none
  ///   are known
  Deadlock(List<TaskInfo> tasks, List<TaskInfo> circle) {
    super("all tasks wait, and nothing is left to wake one:" + lines(tasks) + inWords(circle));
    this.tasks = List.copyOf(tasks);
  }

  /// All that waited.
  public List<TaskInfo> tasks() {
    return tasks;
  }

  private static String inWords(List<TaskInfo> circle) {
    if (circle.isEmpty()) {
      return "";
    }
    return circle.stream()
            .map(Deadlock::quoted)
            .collect(Collectors.joining(", for ", "\n  these wait for each other: ", ""))
        + circle.stream().skip(1).map(Deadlock::whereItWaits).collect(Collectors.joining());
  }

  private static String quoted(TaskInfo task) {
    return "'" + task.name() + "'";
  }

  private static String whereItWaits(TaskInfo task) {
    return task.userFrames().stream()
        .limit(MAX_FRAMES)
        .map(frame -> "\n      " + frame)
        .collect(Collectors.joining("", "\n    " + quoted(task) + " waits at", ""));
  }

  private static String lines(List<TaskInfo> tasks) {
    String lines =
        tasks.stream().limit(MAX_LINES).map(task -> "\n  " + task).collect(Collectors.joining());
    int more = tasks.size() - MAX_LINES;
    return more > 0 ? lines + "\n  and " + more + " more" : lines;
  }
}
