package io.weightless.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Components as an expression: each with those that observe it, in their order.
///
/// ```java
/// Tree<Cache> cached = Tree.of(new Cache(), new Disk(path));        // observed by a disk
/// Server server = Tree.of(new Server(),
///     Tree.of(new Pages(), cached),
///     Tree.of(new Search(), cached),                                // the same strand again
///     new ConsoleLog()).configure();
/// ```
///
/// An expression changes nothing until it is configured. One that is used in two places is one
/// strand that both share. A component observes another once for each place where it is named below
/// it, and is observed by the parts of all trees that it is the component of.
///
/// Who observes a component, only a tree of it says: one that is named by itself, as the log above,
/// keeps the observers that it has from being configured elsewhere. `Tree.of(component)` says that
/// nobody does.
///
/// From Weightless' `be`, and the DNA of its components.
///
/// @param <C> the component at the root
public final class Tree<C> {
  private final C component;

  /// Null when it says nothing of them.
  private final @Nullable List<Tree<?>> parts;

  private Tree(C component, @Nullable List<Tree<?>> parts) {
    this.component = component;
    this.parts = parts;
  }

  /// `component`, observed by `parts`: components, or trees of them.
  ///
  /// @throws IllegalArgumentException when the component is a tree, or a part a collection or array
  public static <C> Tree<C> of(C component, Object... parts) {
    if (component instanceof Tree<?>) {
      throw new IllegalArgumentException("a tree is no component, but a part of one: " + component);
    }
    return new Tree<>(
        Objects.requireNonNull(component), Arrays.stream(parts).<Tree<?>>map(Tree::part).toList());
  }

  private static Tree<?> part(Object part) {
    if (part instanceof Tree<?> tree) {
      return tree;
    }
    if (part instanceof Collection<?> || part.getClass().isArray()) {
      throw new IllegalArgumentException(
          part.getClass().getTypeName()
              + " is no part: name what is in it, or Tree.of(it) if it is a component itself");
    }
    return new Tree<>(part, null);
  }

  /// Checks all of it, and has everybody observed as it says, instead of by those that were before.
  /// Whatever is sent from then on goes that way, also by dispatchers that were there before; what
  /// is under way goes on as it began. Components that are not in it are left as they are, and so
  /// are those that are named by themselves; the check looks at who observes these now.
  ///
  /// Refused are, all together:
  ///
  /// - a component with parts that is no [Observable], or whose observers are not its own;
  /// - a component that [requires][Observers#requiring] an interface, when none of its observers
  ///   implements it: an [Unknown] one may, by one of the methods that it overrides, and a
  ///   [Transparent] one does when one of its own does;
  /// - a cycle that messages can go round. What a component has declared that it sends can go to
  ///   those of its observers that implement it, and to unknown and transparent ones; who has not
  ///   declared anything may send everything. A cycle that only a `once` can go is none;
  /// - a component that nothing can come to: everybody above it has declared what it sends, and
  ///   nothing of that can come to it, nor can a `once` from anywhere above. A strand is looked at
  ///   by itself then, and what comes to it from elsewhere comes through a transparent root only.
  ///
  /// @return the component at the root
  /// @throws TreeRefused when it can't work; nothing has changed then
  public C configure() {
    Plan plan = new Plan(this);
    List<String> problems = new Check(plan).problems();
    if (!problems.isEmpty()) {
      throw new TreeRefused(problems);
    }
    plan.connect();
    return component;
  }

  /// At the root.
  public C component() {
    return component;
  }

  /// Those that observe it.
  public List<Tree<?>> parts() {
    return parts == null ? List.of() : parts;
  }

  /// Whether it says who observes the component.
  boolean isSaid() {
    return parts != null;
  }

  /// A line for each component, indented, and from the 50th level on with the number of the level;
  /// of a strand that was there before only the first.
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    Set<Tree<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Place> ahead = new ArrayDeque<>(List.of(new Place(this, 0)));
    while (!ahead.isEmpty()) {
      Place place = ahead.pop();
      List<Tree<?>> below = place.tree.parts();
      boolean again = !seen.add(place.tree) && !below.isEmpty();
      lines.add(place.line() + (again ? " (see above)" : ""));
      if (!again) {
        below.reversed().forEach(part -> ahead.push(new Place(part, place.depth + 1)));
      }
    }
    return String.join("\n", lines);
  }

  private record Place(Tree<?> tree, int depth) {
    private static final int DEEP = 50;

    private String line() {
      String indent = "  ".repeat(Math.min(depth, DEEP)) + (depth < DEEP ? "" : depth + ": ");
      return indent + Observers.label(tree.component);
    }
  }
}
