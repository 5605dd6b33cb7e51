package io.weightless.component.chassis;

import io.weightless.component.Component;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sends on what a function makes of each value; where that is null, nothing.
///
/// ```java
/// lines.into(Transformer.of(String::strip)).into(printer).run();
/// ```
///
/// - **Order**: as received, one after the other. The function may wait: then the next value does.
/// - **Ending**: with what comes in. What the function throws is a crash.
///
/// From Kamaelia's PureTransformer.
///
/// @param <I> what comes in
/// @param <O> what goes out
public final class Transformer<I, O> extends Component<I, O> {
  private final Function<? super I, ? extends @Nullable O> function;

  private Transformer(String name, Function<? super I, ? extends @Nullable O> function) {
    super(name);
    this.function = Objects.requireNonNull(function);
  }

  public static <I, O> Transformer<I, O> of(Function<? super I, ? extends @Nullable O> function) {
    return of("Transformer", function);
  }

  /// @param name of the component, for reports
  public static <I, O> Transformer<I, O> of(
      String name, Function<? super I, ? extends @Nullable O> function) {
    return new Transformer<>(name, function);
  }

  @Override
  protected void main() {
    for (I value : in) {
      O made = function.apply(value);
      if (made != null) {
        out.send(made);
      }
    }
  }
}
