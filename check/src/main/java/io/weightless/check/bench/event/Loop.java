package io.weightless.check.bench.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A list of handlers and a loop, by hand: the floor.
final class Loop implements Heralds {
  private final List<Consumer<Number>> handlers = new ArrayList<>();
  private long sum;

  private record Number(long value) {}

  Loop(int count) {
    for (int i = 0; i < count; i++) {
      handlers.add(number -> sum += number.value);
    }
  }

  @Override
  public long tell(int times) {
    sum = 0;
    for (int i = 0; i < times; i++) {
      Number number = new Number(i);
      handlers.forEach(handler -> handler.accept(number));
    }
    return sum;
  }
}
