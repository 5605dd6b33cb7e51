package io.weightless.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A component in its place.
final class Part {
  private static final int LONG_PATH = 50;

  /// The ways that lead to an unknown one.
  private static final Set<Mode> SENT = EnumSet.complementOf(EnumSet.of(Mode.ONCE));

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
    return component instanceof Transparent;
  }

  boolean isUnknown() {
    return component instanceof Unknown;
  }

  /// Whether it may send what it likes, or pass on what comes from elsewhere.
  boolean isOpen() {
    return observers != null && (observers.needs().areOpen() || (isRoot && isTransparent()));
  }

  /// Whether some message of `type` is answered here, by itself.
  boolean answers(Class<?> type) {
    return type.isInstance(component) || SENT.stream().anyMatch(mode -> takesUnknown(mode, type));
  }

  private boolean takesUnknown(Mode mode, Class<?> type) {
    return isUnknown()
        && Arrays.stream(type.getMethods()).anyMatch(method -> mode.suits(method.getReturnType()))
        && overrides(mode + "Unknown");
  }

  private boolean overrides(String name) {
    try {
      Class<?> declaring = component.getClass().getMethod(name, Message.class).getDeclaringClass();
      return declaring != Unknown.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /// Whether a message of `type` can do something here.
  boolean takes(Class<?> type) {
    return type.isInstance(component) || isUnknown() || isTransparent();
  }

  /// From the root, and shortened where it is long.
  String path() {
    Deque<String> labels = new ArrayDeque<>();
    int others = 0;
    for (Part part = this; part != null; part = part.first) {
      if (part.first != null && labels.size() >= LONG_PATH) {
        others++;
      } else {
        if (others > 0) {
          labels.addFirst("(" + others + " more)");
        }
        labels.addFirst(Observers.label(part.component));
      }
    }
    return String.join(" -> ", labels);
  }

  void connect() {
    if (observers != null && isSaid) {
      observers.connect(below.stream().map(part -> part.component).toList());
    }
  }
}
