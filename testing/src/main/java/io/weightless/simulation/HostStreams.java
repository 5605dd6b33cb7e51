package io.weightless.simulation;

import io.weightless.inspect.OpenStreams;
import io.weightless.inspect.SeenStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What is open on one host, as who looks at its reactor sees it.
final class HostStreams implements OpenStreams {
  private final HostNetwork network;

  HostStreams(HostNetwork network) {
    this.network = network;
  }

  @Override
  public List<SeenStream> now() {
    return Stream.of(
            network.ports().listeners().stream().map(WireListener::seen),
            network.datagramPorts().open().stream().map(HostDatagrams::seen),
            network.ends().stream().filter(WireEnd::isOpen).map(WireEnd::seen))
        .flatMap(all -> all)
        .sorted(Comparator.comparingLong(SeenStream::id))
        .toList();
  }
}
