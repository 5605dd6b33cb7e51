package io.weightless.component;

import io.weightless.engine.internal.Suspension;
import io.weightless.scope.Supervisor;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps a component alive: where one crashes, a fresh one takes its place, with all its wires.
///
/// ```java
/// new Reader(file).into(new Supervised<>(Parser::new)).into(new Writer()).run();
/// ```
///
/// Nobody around it notices: what was sent and not received waits for the next one, the end has not
/// come. What the one that crashed had received is lost with it; and what was on its way between
/// those inside, or to one that is inside at another [Place]. The ports of the two correspond in
/// the order in which they were made; and they are at the same place.
///
/// - **Limit**: as a [Supervisor] does, it pauses before it starts the next one, and gives up when
///   there are too many: then it crashes as the last one did.
///
/// @param <I> what comes in
/// @param <O> what goes out
public final class Supervised<I, O> extends Component<I, O> {
  private final Supplier<? extends Component<I, O>> maker;
  private final Supervisor.Intensity intensity;
  private final Supervisor.BackOff backOff;
  private @Nullable Component<I, O> present;

  /// Whether the present one was started.
  private boolean isUsed;

  /// @param maker makes one, each time another one
  public Supervised(Supplier<? extends Component<I, O>> maker) {
    this(maker, Supervisor.Intensity.DEFAULT, Supervisor.BackOff.DEFAULT);
  }

  /// @param maker makes one, each time another one
  public Supervised(
      Supplier<? extends Component<I, O>> maker,
      Supervisor.Intensity intensity,
      Supervisor.BackOff backOff) {
    this.maker = Objects.requireNonNull(maker);
    this.intensity = intensity;
    this.backOff = backOff;
  }

  @Override
  protected void main() {
    Component<I, O> first = maker.get();
    present = first;
    inside().enter(first);
    inside().join(in, first.in);
    inside().join(first.out, out);
    new Supervisor(Supervisor.Strategy.ONE_FOR_ONE, intensity, backOff)
        .child(first.name(), this::lead)
        .run();
  }

  /// While it pauses, the next one finds what is left for it.
  @Override
  protected void onDrain() {
    Component<I, O> crashed = children().isEmpty() ? present : null;
    if (crashed == null || !crashed.portsOfIt().areFed()) {
      super.onDrain();
    }
  }

  /// Of the first one; and then of one more, that takes the place of the one that has crashed.
  private void lead() {
    Component<I, O> next = Objects.requireNonNull(present);
    if (isUsed) {
      Component<I, O> crashed = next;
      next = maker.get();
      inside().succeed(crashed, next);
      present = next;
    }
    isUsed = true;
    if (life().isDraining()) {
      next.drain();
    }
    live(next);
  }

  private void live(Component<I, O> next) {
    try {
      inside().live(next);
    } catch (ComponentFailed crash) {
      if (!crash.isOfItsEnd()) {
        Suspension.checkpoint(); // another one would take its place, if this one were not to end
      }
      throw crash;
    }
  }
}
