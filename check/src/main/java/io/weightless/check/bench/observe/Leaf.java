package io.weightless.check.bench.observe;

import io.weightless.coroutine.Program;
import org.jspecify.annotations.Nullable;

/// The end of a chain.
final class Leaf implements Numbers {
  private long sum;

  /// Of all that was added since the last time.
  long takeSum() {
    long taken = sum;
    sum = 0;
    return taken;
  }

  @Override
  public long more(long number) {
    return number + 1;
  }

  @Override
  public void add(long number) {
    sum += number;
  }

  @Override
  public Program<Object, Object, Long> asking(long number) {
    return _ -> number + 1;
  }

  @Override
  public Program<Object, Object, @Nullable Object> adding(long number) {
    return _ -> {
      sum += number;
      return null;
    };
  }
}
