package io.weightless.inspect;

import io.weightless.component.Running;
import io.weightless.reactor.Hold;
import io.weightless.reactor.Holds;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import io.weightless.reactor.Timer;
import java.util.ArrayList;
import java.util.List;

/// Takes one [Snapshot].
final class Capture {
  private final Reactor reactor;
  private final Sight sight;
  private final List<TaskInfo> tasks;

  Capture(Reactor reactor) {
    this.reactor = reactor;
    tasks = reactor.tasks(); // which refuses other threads
    sight = Sight.of(reactor);
  }

  Snapshot snapshot() {
    Components components = new Components();
    Running.on(reactor).forEach(components::add);
    return new Snapshot(
        reactor.clock().nanos(),
        loop(),
        tasks(),
        components.seen(),
        components.wires(),
        sight.channels(),
        streams());
  }

  private SeenLoop loop() {
    Holds holds = reactor.holds();
    return new SeenLoop(
        reactor.backendName(),
        Reactor.engineName(),
        sight.carrier().turns(),
        Timer.pending(reactor),
        holds.count(),
        holds.longest().toNanos(),
        holds.slowest().stream().findFirst().map(Hold::who).orElse(""),
        sight.isWatched());
  }

  /// The parent of a line is the last one above it that is one less deep.
  private List<SeenTask> tasks() {
    List<SeenTask> seen = new ArrayList<>(tasks.size());
    List<Long> around = new ArrayList<>();
    for (TaskInfo task : tasks) {
      while (around.size() > task.depth()) {
        around.removeLast();
      }
      seen.add(seen(task, around.isEmpty() ? 0 : around.getLast()));
      around.add(task.id());
    }
    return seen;
  }

  private SeenTask seen(TaskInfo task, long parent) {
    Usage usage = sight.usage(task.id());
    return new SeenTask(
        task.id(),
        parent,
        task.scope(),
        task.name(),
        task.kind(),
        task.state(),
        task.age().toNanos(),
        task.awaits(),
        task.scopes(),
        usage.turns(),
        usage.nanos());
  }

  private List<SeenStream> streams() {
    return reactor.service(OpenStreams.class, () -> List::of).now();
  }
}
