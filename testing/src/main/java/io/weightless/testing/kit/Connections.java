package io.weightless.testing.kit;

import io.weightless.net.Stream;
import java.io.IOException;

/// Where the connections come from that a kit tests.
public interface Connections extends Reactors {
  /// A new connection, for the tasks of the current reactor. Called in a task.
  Pair connect() throws IOException;

  /// Whether a peer that [resets][Stream#reset] is told from one that ends its side.
  default boolean tellsResets() {
    return true;
  }

  /// More bytes than a connection takes of a writer whose peer does not read.
  default int much() {
    return 24 * 1024 * 1024;
  }
}
