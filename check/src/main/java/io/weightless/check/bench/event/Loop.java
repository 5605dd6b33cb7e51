package io.weightless.check.bench.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A list of handlers and a loop, by hand: the floor.
final class Loop implements Heralds {
  private final List<Consumer<Told>> handlers = new ArrayList<>();
  private long sum;

  private record Told(long value) {}

  Loop(int count) {
    for (int i = 0; i < count; i++) {
      handlers.add(number -> sum += number.value);
    }
  }

  @Override
  public long tell(int times) {
    sum = 0;
    for (int i = 0; i < times; i++) {
      Told number = new Told(i);
      handlers.forEach(handler -> handler.accept(number));
    }
    return sum;
  }
}
