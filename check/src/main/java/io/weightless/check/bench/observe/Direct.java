package io.weightless.check.bench.observe;

import io.weightless.coroutine.Program;
import org.jspecify.annotations.Nullable;

/// By hand: each was given the next one.
record Direct(Numbers next) implements Numbers {
  static Chain chain(int hops) {
    Leaf leaf = new Leaf();
    Numbers next = leaf;
    for (int i = 0; i < hops; i++) {
      next = new Direct(next);
    }
    return new Chain(new Direct(next), leaf);
  }

  @Override
  public long more(long number) {
    return next.more(number);
  }

  @Override
  public void add(long number) {
    next.add(number);
  }

  @Override
  public Program<Object, Object, Long> asking(long number) {
    return io -> io.call(next.asking(number));
  }

  @Override
  public Program<Object, Object, @Nullable Object> adding(long number) {
    return io -> io.call(next.adding(number));
  }
}
