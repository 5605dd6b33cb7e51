package io.weightless.testing.kit;

import java.io.IOException;

/// Where the connections come from that a kit tests.
public interface Connections extends Reactors {
  /// A new connection, for the tasks of the current reactor. Called in a task.
  Pair connect() throws IOException;

  /// More bytes than a connection takes of a writer whose peer does not read.
  default int much() {
    return 24 * 1024 * 1024;
  }
}
