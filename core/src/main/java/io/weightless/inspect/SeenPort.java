package io.weightless.inspect;

/// An inlet or outlet in a [Snapshot].
///
/// @param name its description
/// @param inlet whether values come in by it
/// @param capacity how many values it keeps at most; 0 where it keeps none
/// @param waiting how many values are kept there
/// @param passed how many values were taken out of it
public record SeenPort(String name, boolean inlet, int capacity, int waiting, long passed) {
  public SeenPort {
    name = Brief.of(name);
  }
}
