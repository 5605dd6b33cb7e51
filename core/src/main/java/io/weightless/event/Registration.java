package io.weightless.event;

/// That somebody hears events, until it is closed.
///
/// Closed while an event is on its way through the handlers, it hears nothing of that any more, if
/// its turn has not come. Idempotent; for the reactor of its bus.
public final class Registration implements AutoCloseable {
  private final Table table;
  private final Entry entry;

  Registration(Table table, Entry entry) {
    this.table = table;
    this.entry = entry;
  }

  @Override
  public void close() {
    table.remove(entry);
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
