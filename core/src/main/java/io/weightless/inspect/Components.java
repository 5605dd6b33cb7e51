package io.weightless.inspect;

import io.weightless.channel.ChannelStatistics;
import io.weightless.component.Component;
import io.weightless.component.Inlet;
import io.weightless.component.Port;
import io.weightless.component.Wire;
import java.util.ArrayList;
import java.util.List;

/// Components, and the wires that begin at them, as they are collected for a [Snapshot].
final class Components {
  private final List<SeenComponent> seen = new ArrayList<>();
  private final List<SeenWire> wires = new ArrayList<>();

  List<SeenComponent> seen() {
    return seen;
  }

  List<SeenWire> wires() {
    return wires;
  }

  void add(Component<?, ?> component) {
    List<Port<?>> ports = component.ports();
    ports.forEach(this::addWire);
    seen.add(
        new SeenComponent(
            component.path(),
            component.getClass().getSimpleName(),
            component.state(),
            ports.stream().map(Components::seen).toList()));
  }

  private void addWire(Port<?> from) {
    Wire wire = from.onward();
    if (wire != null) {
      Port<?> to = wire.to();
      wires.add(
          new SeenWire(
              from.owner().path(), from.description(), to.owner().path(), to.description()));
    }
  }

  private static SeenPort seen(Port<?> port) {
    ChannelStatistics kept = port.statistics();
    return new SeenPort(
        port.description(),
        port instanceof Inlet<?>,
        kept.capacity(),
        kept.buffered(),
        kept.received());
  }
}
