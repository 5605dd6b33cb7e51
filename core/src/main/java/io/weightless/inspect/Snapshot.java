package io.weightless.inspect;

import io.weightless.reactor.Reactor;
import java.util.List;

/// All that is on one reactor, at one moment: between two turns of its tasks, so that everything in
/// it fits together.
///
/// - **Limit**: a name or a description has 1,000 characters; of a longer one the beginning is
///   told.
///
/// @param atNanos when it was taken, by the reactor's clock: for differences
/// @param loop the reactor itself
/// @param tasks a tree: each before those inside it, the older before the younger
/// @param components each before those inside it
/// @param wires between components
/// @param channels those that are known: see [SeenChannel]
/// @param streams what is open, in the order in which it was opened
public record Snapshot(
    long atNanos,
    SeenLoop loop,
    List<SeenTask> tasks,
    List<SeenComponent> components,
    List<SeenWire> wires,
    List<SeenChannel> channels,
    List<SeenStream> streams) {
  public Snapshot {
    tasks = List.copyOf(tasks);
    components = List.copyOf(components);
    wires = List.copyOf(wires);
    channels = List.copyOf(channels);
    streams = List.copyOf(streams);
  }

  /// Of the reactor that runs the caller.
  ///
  /// - **Waits**: never.
  /// - **Cost**: linear; two microseconds or so for each task.
  ///
  /// @throws IllegalStateException outside a task and a callback
  public static Snapshot take() {
    return of(Reactor.current());
  }

  /// Of `reactor`.
  ///
  /// - **Runs on**: that reactor, or any thread while it is not being run; from elsewhere
  ///   [Reactor#post].
  public static Snapshot of(Reactor reactor) {
    return new Capture(reactor).snapshot();
  }

  /// What has changed since `earlier`, one of the same reactor, and how fast things went meanwhile.
  public Difference since(Snapshot earlier) {
    return Difference.between(earlier, this);
  }

  /// The same as JSON (RFC 8259): an object with the names that are here; lists are arrays.
  public String toJson() {
    return Json.of(this);
  }
}
