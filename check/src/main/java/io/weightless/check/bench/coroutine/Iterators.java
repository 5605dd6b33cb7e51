package io.weightless.check.bench.coroutine;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/// A chain of iterators, written by hand: what a pipeline costs when nobody is suspended, and each
/// stage is turned inside out.
final class Iterators implements Stepping {

  @Override
  public long pipeline(int values) {
    Iterator<Integer> pipeline = new Counting<>(values, number -> number);
    for (int i = 0; i < Buffers.KEYS.size(); i++) {
      pipeline = new Mapping<>(pipeline, value -> value + 1);
    }
    long sum = 0;
    while (pipeline.hasNext()) {
      sum += pipeline.next();
    }
    return sum;
  }

  @Override
  public long buffers(int count) {
    ByteBuffer buffer = Buffers.fresh();
    Iterator<ByteBuffer> pipeline = new Counting<>(count, number -> Buffers.filled(buffer, number));
    for (int key : Buffers.KEYS) {
      pipeline = new Mapping<>(pipeline, lent -> Buffers.changed(lent, key));
    }
    long sum = 0;
    while (pipeline.hasNext()) {
      sum += Buffers.value(pipeline.next());
    }
    return sum;
  }

  private static final class Counting<T> implements Iterator<T> {
    private final int end;
    private final IntFunction<T> made;
    private int next;

    Counting(int end, IntFunction<T> made) {
      this.end = end;
      this.made = made;
    }

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    @SuppressWarnings("IteratorHasNextException") // nobody asks for more than there is
    public T next() {
      return made.apply(next++);
    }
  }

  private record Mapping<T>(Iterator<T> before, UnaryOperator<T> by) implements Iterator<T> {
    @Override
    public boolean hasNext() {
      return before.hasNext();
    }

    @Override
    public T next() {
      return by.apply(before.next());
    }
  }
}
