package io.weightless.observe;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Everything below a component, depth first: each before those below it, and each once. Who is
/// below it is looked at when its own turn is over.
final class Below implements Iterable<Object> {
  private final Observers top;
  private final Predicate<Object> wanted;

  Below(Observers top, Predicate<Object> wanted) {
    this.top = top;
    this.wanted = wanted;
  }

  @Override
  public Iterator<Object> iterator() {
    return new Walk();
  }

  private final class Walk implements Iterator<Object> {
    /// The same by identity: components may be equal.
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /// Of each level the ones that are still to come, the lowest level first.
    private final Deque<Iterator<Object>> levels = new ArrayDeque<>();

    /// Whose turn it was, and who is asked for its own before the next.
    private @Nullable Object last;

    private @Nullable Object next;

    private Walk() {
      levels.push(top.observed().iterator());
    }

    @Override
    public boolean hasNext() {
      while (next == null && (last != null || !levels.isEmpty())) {
        advance();
      }
      return next != null;
    }

    private void advance() {
      if (last instanceof Observable observable) {
        levels.push(observable.observers().observed().iterator());
      }
      last = null;
      Iterator<Object> level = levels.getFirst();
      if (!level.hasNext()) {
        levels.pop();
        return;
      }
      Object component = level.next();
      if (seen.add(component)) {
        last = component;
        next = wanted.test(component) ? component : null;
      }
    }

    @Override
    public Object next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Object component = next;
      next = null;
      return component;
    }
  }
}
