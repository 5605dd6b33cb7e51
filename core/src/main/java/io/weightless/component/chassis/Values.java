package io.weightless.component.chassis;

import io.weightless.component.Component;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A source: sends what an iteration gives, and ends behind it.
///
/// ```java
/// Values.of("chicken", "liver").into(new ForEach<>(System.out::println)).run();
/// ```
///
/// - **Order**: that of the iteration, which is asked for the next value when there was room for
///   the one before. It may be endless, and it may wait.
/// - **Ending**: drained, it asks for no more. However it ends a stream is closed, if it has begun:
///   close it behind the run, too, where that may be cancelled before.
///
/// From Kamaelia's DataSource.
///
/// @param <T> what goes out
public final class Values<T> extends Component<Void, T> {
  private final Supplier<Iterator<? extends T>> values;

  /// Closed at the end.
  private final AutoCloseable origin;

  private Values(Supplier<Iterator<? extends T>> values, AutoCloseable origin) {
    this.values = values;
    this.origin = origin;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // it is only read
  public static <T> Values<T> of(T... values) {
    return from(List.of(values));
  }

  /// @param values iterated when it runs
  public static <T> Values<T> from(Iterable<? extends T> values) {
    return new Values<>(values::iterator, () -> {});
  }

  /// @param values of which it sends what is left
  public static <T> Values<T> from(Iterator<? extends T> values) {
    Objects.requireNonNull(values);
    return new Values<>(() -> values, () -> {});
  }

  /// @param values used up, and closed when it has begun
  public static <T> Values<T> from(Stream<? extends T> values) {
    return new Values<>(values::iterator, values);
  }

  @Override
  protected void main() throws Exception {
    try (origin) {
      for (Iterator<? extends T> left = values.get(); left.hasNext(); ) {
        out.send(left.next());
      }
    }
  }
}
