package io.weightless.component.chassis;

import io.weightless.component.Component;
import java.util.List;
import java.util.Objects;

/// Components one after the other: the next begins when the one before has ended, and each has the
/// in and the out of the whole while it runs.
///
/// ```java
/// Sequence<Bytes, Event> connection = Sequence.of(new Greeting(), new Login(), new Commands());
/// ```
///
/// - **Order**: what one has not read is for the next one, and so is the end of what comes in. What
///   they send comes out as if it was one component's.
/// - **Limit**: what is on its way to one at another [Place][io.weightless.component.Place] ends
///   with it, and what that has sent may be overtaken by what the next one sends.
/// - **Ending**: when the last one has; or when one has and nobody receives what goes out any more.
///   An end of one of them is none of the whole. Drained, the one that runs is drained, and so are
///   those behind it, for what still comes in; where nobody feeds the whole they do not begin.
///
/// From Kamaelia's Seq.
///
/// @param <I> what comes in
/// @param <O> what goes out
public final class Sequence<I, O> extends Component<I, O> {
  private final Iterable<? extends Component<? super I, ? extends O>> parts;
  private boolean isDraining;

  /// Whether it was drained, and nothing ever came in.
  private boolean isUnfed;

  private Sequence(Iterable<? extends Component<? super I, ? extends O>> parts) {
    this.parts = Objects.requireNonNull(parts);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // it is only read
  public static <I, O> Sequence<I, O> of(Component<? super I, ? extends O>... parts) {
    return new Sequence<I, O>(List.of(parts));
  }

  /// @param parts asked for the next one when that is to begin; it may be endless
  public static <I, O> Sequence<I, O> from(
      Iterable<? extends Component<? super I, ? extends O>> parts) {
    return new Sequence<>(parts);
  }

  @Override
  protected void main() {
    for (Component<? super I, ? extends O> part : parts) {
      pass(part.out, out);
      pass(in, part.in);
      if (isDraining) {
        part.drain();
      }
      await(part);
      if (out.isAbandoned() || isUnfed) {
        return;
      }
    }
  }

  @Override
  protected void onDrain() {
    isDraining = true;
    super.onDrain();
    boolean isFed = in.hasEnded();
    endUnfed();
    isUnfed = !isFed && in.hasEnded();
  }
}
