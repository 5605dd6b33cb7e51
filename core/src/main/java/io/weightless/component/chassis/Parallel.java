package io.weightless.component.chassis;

import io.weightless.component.Component;
import org.jspecify.annotations.Nullable;

/// Components beside each other: they run together, are drained together, and what goes out of any
/// of them goes out of this one.
///
/// ```java
/// Parallel<Job, Result> workers = new Parallel<>(new RoundRobin<>());
/// for (int i = 0; i < number; i++) {
///   workers.with(new Worker().on(Place.named("worker " + i)));
/// }
/// jobs.into(workers).into(report).run();
/// ```
///
/// - **Order**: of one component as it sends; between them first come, first served.
/// - **In**: who gets what comes in is up to the [FanOut] that it is made with: [Splitter] for all,
///   [RoundRobin] for one of them, [ByKey] for a certain one. Without one it is for sources:
///   nothing comes in.
/// - **Ending**: when all have ended. One that has is no end for the others.
///
/// From Kamaelia's PAR, of which the policies for what comes in were never written.
///
/// @param <I> what comes in
/// @param <O> what goes out
public final class Parallel<I, O> extends Component<I, O> {
  private final @Nullable FanOut<I> share;

  /// For components that nothing comes in at.
  public Parallel() {
    share = null;
  }

  /// @param share divides what comes in
  public Parallel(FanOut<I> share) {
    this.share = share;
    pass(in, share.in);
  }

  /// Takes one in; also while it runs, on its reactor.
  ///
  /// - **Waits**: as [Component#wire].
  public Parallel<I, O> with(Component<? super I, ? extends O> part) {
    pass(part.out, out);
    if (share != null) {
      wire(share.add(), part.in);
    }
    return this;
  }

  @Override
  protected void main() {}
}
