package io.weightless.component;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Small components for the tests.
public final class Parts {
  private Parts() {}

  /// A program of one, as a lambda.
  public interface Program<I, O> {
    void run(Inlet<I> in, Outlet<O> out) throws Exception;
  }

  public static <I, O> Component<I, O> part(String name, Program<I, O> program) {
    return new Component<>(name) {
      @Override
      protected void main() throws Exception {
        program.run(in, out);
      }
    };
  }

  /// Sends them, and ends.
  static <T> Component<Void, T> sends(List<T> values) {
    return part("sender", (_, out) -> values.forEach(out::send));
  }

  /// Sends 1, 2, 3 for ever.
  static Component<Void, Integer> counts() {
    return part(
        "counter",
        (_, out) -> {
          for (int i = 1; true; i++) {
            out.send(i);
          }
        });
  }

  /// Sends on what comes.
  static <T> Component<T, T> relays() {
    return part("relay", (in, out) -> in.forEach(out::send));
  }

  /// Does that with all that comes, until the end.
  static <T> Component<T, Void> takes(Consumer<? super T> deed) {
    return part("taker", (in, _) -> in.forEach(deed));
  }

  /// Sends on what comes, and crashes when it has received one that can be divided by ten.
  static Component<Integer, Integer> fragile() {
    return part(
        "fragile",
        (in, out) -> {
          for (int value : in) {
            if (value % 10 == 0) {
              throw new IllegalStateException("no " + value);
            }
            out.send(value);
          }
        });
  }

  static List<Integer> numbers(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  static List<Integer> withoutTens(int last) {
    return IntStream.rangeClosed(1, last).filter(i -> i % 10 != 0).boxed().toList();
  }
}
