package io.weightless.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Records what happened in a test, in the order in which it did, and compares it with what should
/// have.
///
/// ```java
/// Trail trail = new Trail();
/// Scope.join(scope -> {
///   scope.start("a", () -> trail.add("a"));
///   scope.start("b", () -> trail.add("b"));
///   trail.add("started");
/// });
/// trail.add("ended");
///
/// trail.assertIs("started", Trail.inAnyOrder("a", "b"), "ended");
/// ```
///
/// Events are kept as text, as they were when they were added, and compared by it. The idea is that
/// of the records in curio's and Trio's tests: what is right is a sequence with sets in it.
///
/// - **Runs on**: any thread, so one trail serves several reactors too.
/// - **Waits**: never.
/// - **Limit**: 100,000 events: [#LIMIT].
public final class Trail {
  /// How many events a trail keeps.
  public static final int LIMIT = 100_000;

  private final List<String> events = new ArrayList<>();

  /// Events of which each happens once, no matter in which order: a part of what [#assertIs]
  /// compares with.
  public static final class Group {
    private final List<String> events;

    private Group(List<String> events) {
      this.events = events;
    }

    @Override
    public String toString() {
      return "any order of " + String.join(", ", events);
    }
  }

  /// Each of `events` once, next to each other, no matter in which order.
  public static Group inAnyOrder(Object... events) {
    return new Group(Stream.of(events).map(String::valueOf).toList());
  }

  /// @throws IllegalStateException over [#LIMIT]
  public synchronized void add(Object event) {
    if (events.size() == LIMIT) {
      throw new IllegalStateException("a trail keeps " + LIMIT + " events, and this is one more");
    }
    events.add(event.toString());
  }

  public synchronized List<String> events() {
    return List.copyOf(events);
  }

  public synchronized boolean isEmpty() {
    return events.isEmpty();
  }

  /// Forgets all, to go on with the next part of a test.
  public synchronized void clear() {
    events.clear();
  }

  /// @param expected events, and groups of them: see [#inAnyOrder]
  /// @throws AssertionError when something else happened, less or more; it shows both, side by
  ///   side, with the first difference marked
  public void assertIs(Object... expected) {
    List<List<String>> groups =
        Stream.of(expected)
            .map(part -> part instanceof Group group ? group : inAnyOrder(part))
            .map(group -> group.events)
            .toList();
    Comparison comparison = Comparison.of(groups, events());
    if (comparison.isDifferent()) {
      throw new AssertionError(comparison.toString());
    }
  }

  @Override
  public String toString() {
    return "Trail" + events();
  }
}
