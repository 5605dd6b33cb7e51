package io.weightless.net.component;

import io.weightless.net.Address;
import java.util.Objects;

/// A connection of a [ConnectedServer] that has failed, alone.
///
/// @param peer where it came from; where the server listens, when it could not be accepted
/// @param failure a [ComponentFailed][io.weightless.component.ComponentFailed] with the path of the
///   component that has crashed; else what kept it from becoming one
public record FailedConnection(Address peer, Throwable failure) {
  public FailedConnection {
    Objects.requireNonNull(peer);
    Objects.requireNonNull(failure);
  }
}
