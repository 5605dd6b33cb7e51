package io.weightless.inspect;

import java.util.List;

/// What has changed from one [Snapshot] of a reactor to a later one, and how fast things went.
///
/// Rates are per second; 0 where no time has passed, as on a virtual clock.
///
/// @param nanos how much later
/// @param turnsPerSecond of the reactor
/// @param begun tasks that are only in the later one
/// @param ended tasks that are only in the earlier one
/// @param changed tasks that do or await something else, as they are in the later one
/// @param components those that were added, or are in another state, as they are in the later one
/// @param gone the paths of components that are only in the earlier one
/// @param made wires that are only in the later one
/// @param cut wires that are only in the earlier one
/// @param flows what goes through the ports, channels and streams that are in both, if anything
///   does
public record Difference(
    long nanos,
    double turnsPerSecond,
    List<SeenTask> begun,
    List<SeenTask> ended,
    List<SeenTask> changed,
    List<SeenComponent> components,
    List<String> gone,
    List<SeenWire> made,
    List<SeenWire> cut,
    List<Flow> flows) {
  public Difference {
    begun = List.copyOf(begun);
    ended = List.copyOf(ended);
    changed = List.copyOf(changed);
    components = List.copyOf(components);
    gone = List.copyOf(gone);
    made = List.copyOf(made);
    cut = List.copyOf(cut);
    flows = List.copyOf(flows);
  }

  /// Something of which more went through than before.
  ///
  /// @param what a port as `'description' of path`, a channel as `channel 7`, a stream as `stream
  ///   7`
  /// @param inPerSecond values or bytes that came in
  /// @param outPerSecond values or bytes that went out
  public record Flow(String what, double inPerSecond, double outPerSecond) {}

  static Difference between(Snapshot earlier, Snapshot later) {
    return new Comparison(earlier, later).difference();
  }

  /// The same as JSON: an object with the names that are here.
  public String toJson() {
    return Json.of(this);
  }
}
