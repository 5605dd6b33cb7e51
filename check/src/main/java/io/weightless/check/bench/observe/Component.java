package io.weightless.check.bench.observe;

import io.weightless.coroutine.Program;
import io.weightless.observe.Observable;
import io.weightless.observe.Observers;
import io.weightless.observe.Transparent;
import io.weightless.observe.Tree;
import org.jspecify.annotations.Nullable;

/// Ours: a component that passes on to whoever observes it.
final class Component implements Numbers, Observable {
  private final Observers observers = new Observers().requiring(Numbers.class);

  /// With `hops` of them behind the sender.
  static Chain chain(int hops) {
    Leaf leaf = new Leaf();
    Tree<?> below = Tree.of(leaf);
    for (int i = 0; i < hops; i++) {
      below = Tree.of(new Component(), below);
    }
    return new Chain(Tree.of(new Component(), below).configure(), leaf);
  }

  /// With as many in between that have no methods of their own.
  static Chain transparent(int hops) {
    Leaf leaf = new Leaf();
    Tree<?> below = Tree.of(leaf);
    for (int i = 0; i < hops; i++) {
      below = Tree.of(Transparent.create(), below);
    }
    return new Chain(Tree.of(new Component(), below).configure(), leaf);
  }

  @Override
  public Observers observers() {
    return observers;
  }

  @Override
  public long more(long number) {
    return observers.call(Numbers.class).more(number);
  }

  @Override
  public void add(long number) {
    observers.tell(Numbers.class).add(number);
  }

  @Override
  public Program<Object, Object, Long> asking(long number) {
    return io -> io.call(observers.any(Numbers.class).asking(number));
  }

  @Override
  public Program<Object, Object, @Nullable Object> adding(long number) {
    return io -> io.call(observers.all(Numbers.class).adding(number));
  }
}
