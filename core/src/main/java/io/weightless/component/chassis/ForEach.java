package io.weightless.component.chassis;

import io.weightless.component.Component;
import java.util.Objects;

/// A sink: does something with each value that comes.
///
/// - **Order**: as received, one after the other. The deed may wait: then the next value does, and
///   in the end those who send.
/// - **Ending**: with what comes in. What the deed throws is a crash.
///
/// From Kamaelia's ConsoleEchoer, which printed.
///
/// @param <T> what comes in
public final class ForEach<T> extends Component<T, Void> {
  /// What is done with a value.
  @FunctionalInterface
  public interface Deed<T> {
    void with(T value) throws Exception;
  }

  private final Deed<? super T> deed;

  public ForEach(Deed<? super T> deed) {
    this.deed = Objects.requireNonNull(deed);
  }

  @Override
  protected void main() throws Exception {
    for (T value : in) {
      deed.with(value);
    }
  }
}
