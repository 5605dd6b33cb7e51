package io.weightless.event;

/// One of a name.
final class NamedTopic extends Topic {
  private final Bus bus;
  private final Object name;

  NamedTopic(Bus bus, Object name) {
    this.bus = bus;
    this.name = name;
  }

  @Override
  Bus bus() {
    return bus;
  }

  @Override
  Object name() {
    return name;
  }

  @Override
  public String toString() {
    return "topic " + name + " of " + bus;
  }
}
