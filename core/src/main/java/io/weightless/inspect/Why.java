package io.weightless.inspect;

import io.weightless.engine.internal.AtChannel;
import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Debts;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a task does not go on: the chain of who waits for whom, beginning with it.
///
/// Known are the holder of a lock, the task that is awaited, and the tasks of a scope that is to
/// end, of which the oldest is told; at an inlet of a component those that are wired to it, and who
/// has to make room there; of another channel the one that used its other end last, while the
/// reactor is [watched][Watch].
///
/// @param chain each waits for the next one
/// @param conclusion a sentence about the last one
public record Why(List<Link> chain, String conclusion) {
  public Why {
    chain = List.copyOf(chain);
  }

  /// One task of the chain.
  ///
  /// @param task its id
  /// @param stack where it is, innermost call first
  public record Link(
      long task, String name, TaskInfo.State state, @Nullable String awaits, List<String> stack) {
    public Link {
      name = Brief.of(name);
      awaits = Brief.orNull(awaits);
      stack = List.copyOf(stack);
    }
  }

  /// Of the task with that id on `reactor`; empty when there is none.
  ///
  /// - **Runs on**: that reactor, or any thread while it is not being run; from elsewhere
  ///   [Reactor#post].
  /// - **Waits**: never.
  /// - **Cost**: linear in the number of tasks.
  public static Optional<Why> of(Reactor reactor, long task) {
    Map<Long, TaskInfo> infos = new HashMap<>();
    reactor.tasks().forEach(info -> infos.put(info.id(), info));
    TaskInfo asked = infos.get(task);
    if (asked == null || task == 0) {
      return Optional.empty();
    }
    return reactor.service(Carrier.class).strands().living().stream()
        .filter(strand -> id(strand) == task)
        .findFirst()
        .map(strand -> of(Debts.chain(strand), infos))
        .or(() -> Optional.of(ofGuest(asked)));
  }

  /// It waits for nobody that is known.
  private static Why ofGuest(TaskInfo guest) {
    Link link = link(guest);
    return new Why(List.of(link), conclusion(link, null));
  }

  private static long id(Strand strand) {
    return strand.thread().threadId();
  }

  private static Why of(List<Strand> strands, Map<Long, TaskInfo> infos) {
    List<Link> chain = new ArrayList<>();
    for (Strand strand : strands) {
      TaskInfo info = infos.get(id(strand));
      if (info != null) {
        chain.add(link(info));
      }
    }
    return new Why(chain, conclusion(strands, chain.getLast()));
  }

  private static Link link(TaskInfo info) {
    return new Link(
        info.id(),
        info.name(),
        info.state(),
        info.awaits(),
        info.stack().stream().map(StackTraceElement::toString).toList());
  }

  private static String conclusion(List<Strand> strands, Link last) {
    Strand strand = strands.getLast();
    int circle = strands.indexOf(strand);
    if (circle < strands.size() - 1) {
      return inCircle(strands.subList(circle, strands.size()));
    }
    return conclusion(last, strand.awaited());
  }

  private static String conclusion(Link last, @Nullable Object awaited) {
    return switch (last.state()) {
      case RUNNING -> "It runs now.";
      case READY -> "It is ready, and will have its turn.";
      case WAITING_IN_JDK -> "It waits in the JDK: its stack tells for what.";
      case WAITING ->
          switch (awaited) {
            case Duration _ -> "It goes on when that time has passed.";
            case Suspension.Foreign other when other.isForeign() ->
                "That may come from another thread.";
            case null, default -> "No task is known that has to end that wait.";
          };
    };
  }

  /// Who will use a channel nobody can know.
  private static String inCircle(List<Strand> circle) {
    boolean isSure = circle.stream().noneMatch(one -> one.awaited() instanceof AtChannel);
    return "They wait for each other: none goes on before one of them is cancelled"
        + (isSure ? "." : ", or somebody else uses a channel that they wait at.");
  }

  /// The same as JSON: an object with the names that are here.
  public String toJson() {
    return Json.of(this);
  }

  /// Line by line, without stacks.
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    for (Link link : chain) {
      lines.append("task '").append(link.name()).append("' ");
      lines.append(link.awaits() == null ? "is " + link.state() : "waits for " + link.awaits());
      lines.append(System.lineSeparator());
    }
    return lines.append(conclusion).toString();
  }
}
