package io.weightless.event;

/// That somebody hears events, until it is closed.
///
/// Closed while an event is on its way through the handlers, it hears nothing of that any more, if
/// its turn has not come. Idempotent; for the reactor of its bus.
public final class Registration implements AutoCloseable {
  private final Bus bus;
  private final Entry entry;

  Registration(Bus bus, Entry entry) {
    this.bus = bus;
    this.entry = entry;
  }

  @Override
  public void close() {
    bus.checkOwner();
    bus.table().remove(entry);
  }

  /// Whether it was not closed.
  public boolean isOpen() {
    return entry.isOpen();
  }

  @Override
  public String toString() {
    return entry.toString();
  }
}
