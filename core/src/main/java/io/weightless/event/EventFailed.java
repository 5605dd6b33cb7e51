package io.weightless.event;

import io.weightless.engine.internal.Description;

/// Thrown to who awaits an event that a handler has failed with a checked exception for, which is
/// the cause.
public final class EventFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventFailed(Firing<?> firing, Throwable cause) {
    super("a handler of " + firing + " failed: " + Description.of(cause), cause);
  }
}
