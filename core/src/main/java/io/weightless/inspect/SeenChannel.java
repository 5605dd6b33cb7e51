package io.weightless.inspect;

import org.jspecify.annotations.Nullable;

/// A channel in a [Snapshot]: one that a task waits at, or through which something went while the
/// reactor was [watched][Watch].
///
/// @param id given when it was first seen; no other one of its reactor has it
/// @param description what it says of itself
/// @param capacity how many values it keeps at most
/// @param buffered how many it keeps
/// @param sendersWaiting how many tasks wait to send
/// @param receiversWaiting how many tasks wait to receive
/// @param sent how many values were sent
/// @param received how many were received
/// @param dropped how many were replaced, or lost
/// @param sender who sent last while the reactor was watched; null for nobody
/// @param receiver who received last; in the same way
public record SeenChannel(
    long id,
    String description,
    int capacity,
    int buffered,
    int sendersWaiting,
    int receiversWaiting,
    long sent,
    long received,
    long dropped,
    @Nullable String sender,
    @Nullable String receiver) {
  public SeenChannel {
    description = Brief.of(description);
    sender = Brief.orNull(sender);
    receiver = Brief.orNull(receiver);
  }
}
