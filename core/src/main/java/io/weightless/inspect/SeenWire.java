package io.weightless.inspect;

/// A wire in a [Snapshot].
///
/// @param from the path of the component where it begins
/// @param outlet the port there
/// @param to the path of the component where it leads
/// @param inlet the port there
public record SeenWire(String from, String outlet, String to, String inlet) {
  public SeenWire {
    from = Brief.of(from);
    outlet = Brief.of(outlet);
    to = Brief.of(to);
    inlet = Brief.of(inlet);
  }
}
