package io.weightless.observe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A component in its place.
final class Part {
  final Object component;

  /// Null when it has none.
  final @Nullable Observers observers;

  final List<Part> above = new ArrayList<>();
  final List<Part> below = new ArrayList<>();
  private final boolean isRoot;

  /// Whether the tree says who observes it; else those stay who do.
  boolean isSaid;

  /// The first one that it is below of: from there to the root there is no cycle.
  private @Nullable Part first;

  Part(Object component, boolean isRoot) {
    this.component = component;
    this.isRoot = isRoot;
    observers = component instanceof Observable observable ? observable.observers() : null;
  }

  void add(Part part) {
    below.add(part);
    part.above.add(this);
    if (part.first == null && !part.isRoot) {
      part.first = this;
    }
  }

  boolean isRoot() {
    return isRoot;
  }

  /// What it passes on, if it does not implement that itself.
  boolean isTransparent() {
    return component instanceof Transparent && !isUnknown();
  }

  boolean isUnknown() {
    return component instanceof Unknown;
  }

  /// Whether it may send what it likes, or pass on what comes from elsewhere.
  boolean isOpen() {
    return observers != null && (observers.needs().areOpen() || (isRoot && isTransparent()));
  }

  /// Whether a message of `type` can do something here.
  boolean takes(Class<?> type) {
    return type.isInstance(component) || isUnknown() || component instanceof Transparent;
  }

  String path() {
    String own = Observers.label(component);
    return first == null ? own : first.path() + " -> " + own;
  }

  void connect() {
    if (observers != null && isSaid) {
      observers.connect(below.stream().map(part -> part.component).toList());
    }
  }
}
