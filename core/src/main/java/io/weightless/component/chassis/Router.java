package io.weightless.component.chassis;

import static java.util.function.Predicate.not;

import io.weightless.component.Component;
import io.weightless.component.NobodyReceives;
import io.weightless.component.Outlet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Sends each value where it belongs: to the outlet of the first question that is answered with yes
/// for it, and to [#out] when there is none.
///
/// ```java
/// Router<Line> router = new Router<>();
/// graph.wire(router.when(Line::isWarning), warnings.in);
/// graph.wire(router.when(Line::isEmpty), counter.in);
/// graph.wire(router.out, others.in);
/// ```
///
/// - **Order**: the questions are asked in the order in which they were given, also while it runs.
///   To each outlet as received. A receiver without room holds up all.
/// - **Ending**: with what comes in. What is for a receiver that has ended is left out, and what is
///   for an outlet that was [removed][#remove] goes to the next that it belongs to. When all
///   receivers have ended, so does it.
///
/// From Kamaelia's TwoWaySplitter, of which it has any number.
///
/// @param <T> what comes in, and goes out
public final class Router<T> extends Component<T, T> {
  /// Replaced when they change: a question may wait.
  private List<Route<T>> routes = List.of();

  private int made;

  private record Route<T>(Predicate<? super T> question, Outlet<T> outlet) {
    boolean isRemoved() {
      return outlet.hasEnded();
    }
  }

  public Router() {}

  /// Another outlet, for what none before it is for and `question` is true of. What that throws is
  /// a crash. Of one that has ended it has, too.
  ///
  /// - **Waits**: never.
  public Outlet<T> when(Predicate<? super T> question) {
    Objects.requireNonNull(question);
    Outlet<T> outlet = outlet("out " + ++made);
    if (state() != State.NEW && state() != State.RUNNING) {
      remove(outlet);
    }
    Route<T> last = new Route<>(question, outlet);
    routes = Stream.concat(routes.stream(), Stream.of(last)).filter(not(Route::isRemoved)).toList();
    return outlet;
  }

  @Override
  protected void main() {
    for (T value : in) {
      if (!isSent(value, outletFor(value)) && !isReceived()) {
        return;
      }
    }
  }

  private Outlet<T> outletFor(T value) {
    for (Route<T> route : routes) {
      if (!route.isRemoved() && route.question.test(value)) {
        return route.outlet;
      }
    }
    return out;
  }

  /// False where the receiver has ended.
  private boolean isSent(T value, Outlet<T> outlet) {
    if (outlet.hasEnded()) {
      return false;
    }
    try {
      outlet.send(value);
      return true;
    } catch (NobodyReceives _) {
      return false;
    }
  }

  /// Whether any receiver is left, or may come.
  private boolean isReceived() {
    return out.onward() != null
        || routes.stream().anyMatch(one -> !one.isRemoved() && !one.outlet.isAbandoned());
  }
}
