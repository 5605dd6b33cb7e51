package io.weightless.tool.inspect;

import io.weightless.inspect.SeenTask;
import io.weightless.reactor.TaskInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The tree of scopes and tasks of one reactor.
final class TaskRows {
  /// What is told of a scope of which there is nothing to tell.
  private static final String PLAIN_SCOPE = "scope";

  /// As [Duration] tells it; not of lengths beyond those that have nanoseconds.
  private static final Pattern TIME =
      Pattern.compile("PT(?=\\d)(\\d{1,6}H)?(\\d{1,2}M)?(\\d{1,2}(\\.\\d{1,9})?S)?");

  private final Known reactor;
  private final Tree tree;
  private final Map<Long, List<SeenTask>> children = new HashMap<>();
  private final Map<Long, Totals> totals;

  /// What is still to be added, the next one last: nesting may be deeper than a stack.
  private final Deque<Next> next = new ArrayDeque<>();

  /// @param task null for a scope of its parent
  private record Next(int depth, Row row, @Nullable SeenTask task) {}

  private TaskRows(Known reactor, Tree tree) {
    this.reactor = reactor;
    this.tree = tree;
    totals = Totals.of(reactor);
    for (SeenTask task : reactor.now().tasks()) {
      children.computeIfAbsent(task.parent(), _ -> new ArrayList<>()).add(task);
    }
  }

  static void add(Known reactor, int depth, Tree tree) {
    new TaskRows(reactor, tree).add(depth);
  }

  private void add(int depth) {
    List<Next> roots = new ArrayList<>();
    children.getOrDefault(0L, List.of()).forEach(task -> roots.add(next(depth, task)));
    push(roots);
    while (!next.isEmpty()) {
      Next one = next.pop();
      tree.add(one.depth, one.row);
      if (one.task != null) {
        push(inside(one.task, one.depth + 1));
      }
    }
  }

  private void push(List<Next> more) {
    more.reversed().forEach(next::push);
  }

  private Next next(int depth, SeenTask task) {
    return new Next(depth, row(task), task);
  }

  /// Its scopes, each inside the one before, and the tasks in them. Scopes of which there is
  /// nothing to tell are left out.
  private List<Next> inside(SeenTask task, int depth) {
    if (task.id() == 0) {
      return List.of();
    }
    List<SeenTask> tasks = children.getOrDefault(task.id(), List.of());
    List<Next> inside = new ArrayList<>();
    int last = task.scopes().size() - 1;
    int level = depth;
    addOf(-1, last, tasks, level, inside);
    for (int scope = 0; scope <= last; scope++) {
      String description = task.scopes().get(scope);
      if (!description.equals(PLAIN_SCOPE)) {
        String key = reactor.name() + "/" + task.id() + "/" + scope;
        Totals within = within(scope, last, tasks);
        inside.add(new Next(level++, row(key, description, within), null));
      }
      addOf(scope, last, tasks, level, inside);
    }
    return inside;
  }

  /// The tasks in scope `scope` of the `last` + 1 that there are; none has a greater number.
  private void addOf(int scope, int last, List<SeenTask> tasks, int depth, List<Next> target) {
    for (SeenTask task : tasks) {
      if (Math.min(task.scope(), last) == scope) {
        target.add(next(depth, task));
      }
    }
  }

  /// What the tasks in scope `scope`, and in those inside it, do together.
  private Totals within(int scope, int last, List<SeenTask> tasks) {
    return tasks.stream()
        .filter(task -> Math.min(task.scope(), last) >= scope)
        .map(task -> totals.getOrDefault(task.id(), Totals.alone(task, reactor.rates())))
        .reduce(Totals.NONE, Totals::plus);
  }

  private static Row row(String key, String scope, Totals within) {
    String tasks = Amounts.count(within.tasks()) + (within.tasks() == 1 ? " task" : " tasks");
    String text = scope + " (" + tasks + ")";
    return Row.heading(
        key,
        text,
        () -> List.of(Amounts.share(within.held()), Amounts.rate(within.turns()), "", text));
  }

  private Row row(SeenTask task) {
    double held = reactor.rates().held(task);
    double turns = reactor.rates().turns(task);
    String does = does(task);
    String name = task.kind() == TaskInfo.Kind.GUEST ? "thread " + task.name() : task.name();
    return new Row(
        reactor.name() + "/" + (task.id() == 0 ? task.name() : task.id()),
        name + reactor.suffix(),
        does,
        task.state() == TaskInfo.State.WAITING && !(turns > 0) ? Row.Kind.QUIET : Row.Kind.PLAIN,
        held,
        turns,
        task.ageNanos(),
        task.id() == 0 ? null : new Row.Question(reactor.name(), task.id(), name),
        () ->
            List.of(
                Amounts.share(held),
                Amounts.rate(turns),
                Amounts.time(task.ageNanos()),
                name,
                does));
  }

  static String does(SeenTask task) {
    return switch (task.state()) {
      case RUNNING -> "runs";
      case READY -> "is ready";
      case WAITING -> task.awaits() == null ? "waits" : waits(task.awaits());
      case WAITING_IN_JDK -> "waits in the JDK";
    };
  }

  /// A time is told as such.
  private static String waits(String awaits) {
    return TIME.matcher(awaits).matches()
        ? "sleeps for " + Amounts.time(Duration.parse(awaits).toNanos())
        : "waits: " + awaits;
  }
}
