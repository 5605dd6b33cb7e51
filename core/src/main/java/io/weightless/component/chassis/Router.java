package io.weightless.component.chassis;

import io.weightless.component.Component;
import io.weightless.component.NobodyReceives;
import io.weightless.component.Outlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

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
  private final List<Route<T>> routes = new ArrayList<>();
  private final Route<T> others = new Route<>(_ -> true, out);

  public Router() {}

  /// Another outlet, for what none before it is for and `question` is true of. What that throws is
  /// a crash.
  ///
  /// - **Waits**: never.
  public Outlet<T> when(Predicate<? super T> question) {
    Outlet<T> outlet = outlet("out " + (routes.size() + 1));
    routes.add(new Route<>(Objects.requireNonNull(question), outlet));
    return outlet;
  }

  @Override
  protected void main() {
    for (T value : in) {
      Route<T> route = of(value);
      if (!route.isOver) {
        send(value, route);
      }
    }
  }

  private Route<T> of(T value) {
    for (Route<T> route : routes) {
      if (!route.outlet.hasEnded() && route.question.test(value)) {
        return route;
      }
    }
    return others;
  }

  private void send(T value, Route<T> route) {
    try {
      route.outlet.send(value);
    } catch (NobodyReceives e) {
      route.isOver = true;
      others.isOver |= out.onward() == null;
      if (others.isOver && routes.stream().allMatch(one -> one.isOver)) {
        throw e;
      }
    }
  }

  private static final class Route<T> {
    final Predicate<? super T> question;
    final Outlet<T> outlet;

    /// Whether its receiver has ended.
    boolean isOver;

    Route(Predicate<? super T> question, Outlet<T> outlet) {
      this.question = question;
      this.outlet = outlet;
    }
  }
}
