package io.weightless.event;

import org.jspecify.annotations.Nullable;

/// One handler or filter: what it hears, and when its turn is.
final class Entry {
  /// What is done with an event.
  @FunctionalInterface
  interface Deed {
    /// @return the event for those behind; null when there is none
    @Nullable Object apply(Object event, Firing<?> firing) throws Exception;
  }

  private final Class<?> type;
  private final @Nullable Object topic;
  private final int priority;
  private final Deed deed;

  /// The how-manieth it is of its table; set when it comes there.
  private long number;

  private boolean isOpen = true;

  /// @param topic null for all of them
  Entry(Class<?> type, @Nullable Object topic, int priority, Deed deed) {
    this.type = type;
    this.topic = topic;
    this.priority = priority;
    this.deed = deed;
  }

  int priority() {
    return priority;
  }

  void number(long number) {
    this.number = number;
  }

  /// Whether its turn is earlier.
  boolean isBefore(Entry other) {
    return priority == other.priority ? number < other.number : priority > other.priority;
  }

  boolean isOpen() {
    return isOpen;
  }

  void close() {
    isOpen = false;
  }

  /// News is only for those who ask for it by its type.
  ///
  /// @param at null for an event of no topic, which all hear
  boolean hears(Class<?> event, @Nullable Object at) {
    return type.isAssignableFrom(event)
        && (topic == null || at == null || topic.equals(at))
        && News.class.isAssignableFrom(type) == News.class.isAssignableFrom(event);
  }

  @Nullable Object apply(Object event, Firing<?> firing) throws Exception {
    return deed.apply(event, firing);
  }

  @Override
  public String toString() {
    return type.getSimpleName() + (topic == null ? "" : " of " + topic) + " at " + priority;
  }
}
