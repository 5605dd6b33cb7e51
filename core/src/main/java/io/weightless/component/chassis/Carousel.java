package io.weightless.component.chassis;

import io.weightless.component.Component;
import io.weightless.component.Inlet;
import io.weightless.component.NobodyReceives;
import io.weightless.component.Outlet;
import io.weightless.scope.Scope;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes a component for each value of [#next], one at a time, which has the in and the out of the
/// whole while it runs: so what does its work once and ends does it as often as it is asked.
///
/// ```java
/// Carousel<Path, Void, String> reader = new Carousel<>(LineReader::new);
/// graph.wire(paths.out, reader.next);
/// graph.wire(reader.out, printer.in);
/// ```
///
/// - **Order**: the next one begins when the one before has ended; one that is
///   [replacing][#replacing] has it end. What that has not read is for the next one. When one has
///   ended, [#requests] says how many have.
/// - **Ending**: when `next` has ended, all that were asked for before were made, and the last of
///   them has ended; or when one has and nobody receives what goes out. The end of one of them is
///   none of the whole. Aborted, it makes none of those that were asked for.
/// - **Limit**: what is on its way to one at another [Place][io.weightless.component.Place] ends
///   with it, and what that has sent may be overtaken by what the next one sends.
/// - **Drained**: it asks for no more, and inlets that nobody feeds end: `next`, and what the one
///   that runs reads. What was asked for is done.
///
/// From Kamaelia's Carousel.
///
/// @param <K> what the next one is made of
/// @param <I> what comes in
/// @param <O> what goes out
public final class Carousel<K, I, O> extends Component<I, O> {
  /// What the next component is to be made of.
  public final Inlet<K> next = inlet("next");

  /// Asks for it: with the number of those that have ended.
  public final Outlet<Integer> requests = outlet("requests");

  private final Function<? super K, ? extends Component<? super I, ? extends O>> factory;
  private boolean asksAtOnce;
  private boolean replaces;
  private boolean isDraining;
  private @Nullable K upcoming;
  private int ended;

  public Carousel(Function<? super K, ? extends Component<? super I, ? extends O>> factory) {
    this.factory = Objects.requireNonNull(factory);
  }

  /// It asks for the first one, too: with 0.
  public Carousel<K, I, O> asking() {
    asksAtOnce = true;
    return this;
  }

  /// The one that runs is aborted as soon as the next one is asked for. It is drained with the
  /// whole, and then no other is made.
  public Carousel<K, I, O> replacing() {
    replaces = true;
    return this;
  }

  @Override
  protected void main() {
    if (asksAtOnce) {
      request();
    }
    for (K key = nextOrEnd(); key != null && !isOver(); key = nextOrEnd()) {
      Component<? super I, ? extends O> child = factory.apply(key);
      pass(child.out, out);
      pass(in, child.in);
      runOut(child);
      ended++;
      request();
    }
  }

  private boolean isOver() {
    return out.isAbandoned() || (replaces && isDraining);
  }

  private @Nullable K nextOrEnd() {
    K key = upcoming;
    upcoming = null;
    if (key == null && !isOver()) {
      var keys = next.iterator();
      key = keys.hasNext() ? keys.next() : null;
    }
    return key;
  }

  private void runOut(Component<?, ?> child) {
    if (!replaces) {
      await(child);
      return;
    }
    Scope.join(scope -> {
      scope.start("next", () -> replace(child));
      await(child);
      scope.cancel("it has ended");
    });
  }

  private void replace(Component<?, ?> child) {
    upcoming = nextOrEnd();
    if (upcoming != null) {
      child.abort("the next one was asked for");
    }
  }

  private void request() {
    try {
      if (!requests.hasEnded()) {
        requests.send(ended);
      }
    } catch (NobodyReceives _) {
      requests.close();
    }
  }

  @Override
  protected void onDrain() {
    isDraining = true;
    requests.close();
    if (replaces) {
      children().forEach(Component::drain);
    }
    endUnfed();
  }
}
