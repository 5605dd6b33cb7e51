package io.weightless.inspect;

import io.weightless.component.Component;
import java.util.List;

/// A component in a [Snapshot]: one that runs on this reactor, or will. Those inside it that run
/// elsewhere are in the snapshot of that reactor.
///
/// @param path the names of those around it and its own: `Graph/Parser-2`
/// @param type its class
/// @param ports its inlets and outlets, in the order in which they were made
public record SeenComponent(String path, String type, Component.State state, List<SeenPort> ports) {
  public SeenComponent {
    path = Brief.of(path);
    ports = List.copyOf(ports);
  }
}
