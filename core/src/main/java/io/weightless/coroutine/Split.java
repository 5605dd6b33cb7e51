package io.weightless.coroutine;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Each input for one of several coroutines, whose outputs become one.
///
/// ```java
/// Coroutine<Shape, String, Void> areas =
///     Split.of(Split.type(Circle.class, circles), Split.type(Square.class, squares));
/// ```
///
/// An input goes to the first route that takes it, and what that one writes is written before the
/// next input is read. So the outputs are in the order of the inputs. At the end each finds the end
/// of its input, in the order of the routes, and what it writes then comes then. A route is begun
/// with its first input, or at the end; and what one that was begun elsewhere has written, comes
/// then.
///
/// An input for one that has ended is given back, and that is the end for the others too, as the
/// end of a stage is for its pipeline.
///
/// - **Fails**: with what one of them fails with, and closes the others; with an
///   `IllegalArgumentException` for an input that no route takes. What is thrown in where it reads
///   is thrown into all that have begun, and where it writes into the one whose output that is. Its
///   close closes all.
/// - **Cost**: a step of one of them for an input and for an output.
public final class Split<I, O> {
  /// Which inputs go where.
  public static final class Route<I, O> {
    private final Predicate<? super I> takes;
    private final Branch<I, O> branch;

    private Route(Predicate<? super I> takes, Coroutine<I, O, ?> to) {
      this.takes = Objects.requireNonNull(takes);
      branch = new Branch<>(to);
    }
  }

  private final List<Route<I, O>> routes;

  private Split(List<Route<I, O>> routes) {
    this.routes = routes;
  }

  /// For inputs of this type.
  @SuppressWarnings("unchecked") // it gets those of its type only
  public static <I, T extends I, O> Route<I, O> type(Class<T> type, Coroutine<T, O, ?> to) {
    return new Route<>(type::isInstance, (Coroutine<I, O, ?>) to);
  }

  /// For inputs that `fits` says yes to.
  public static <I, O> Route<I, O> when(Predicate<? super I> fits, Coroutine<I, O, ?> to) {
    return new Route<>(fits, to);
  }

  /// For all inputs: the last one.
  public static <I, O> Route<I, O> otherwise(Coroutine<I, O, ?> to) {
    return new Route<>(_ -> true, to);
  }

  /// The coroutines are its own from now on; ask each for its result and its rest afterwards.
  @SafeVarargs
  @SuppressWarnings("varargs") // they are read only
  public static <I, O> Coroutine<I, O, @Nullable Void> of(Route<I, O>... routes) {
    Split<I, O> split = new Split<>(List.of(routes));
    String names = String.join(", ", split.branches().map(to -> to.coroutine().name()).toList());
    return Coroutine.of("split to " + names, split::run);
  }

  private Stream<Branch<I, O>> branches() {
    return routes.stream().map(route -> route.branch);
  }

  private @Nullable Void run(Io<I, O> io) {
    try (var _ = new Branches(branches().toList())) {
      while (handOn(io)) {
        // and the next
      }
      branches().forEach(to -> end(io, to));
      return null;
    }
  }

  /// Whether there may be more.
  private boolean handOn(Io<I, O> io) {
    I input;
    try {
      input = io.read();
    } catch (RuntimeException problem) {
      branches()
          .filter(Branch::isBegun)
          .forEach(to -> {
            to.fail(io, problem);
            to.writeAll(io);
          });
      return true;
    }
    if (input == null) {
      return false;
    }
    Branch<I, O> to = route(input);
    to.writeAll(io); // it may not have begun
    if (to.isDone()) {
      io.unread(input);
      return false;
    }
    to.give(io, input);
    to.writeAll(io);
    return true;
  }

  private Branch<I, O> route(I input) {
    for (Route<I, O> route : routes) {
      if (route.takes.test(input)) {
        return route.branch;
      }
    }
    throw new IllegalArgumentException("no route takes " + input);
  }

  private void end(Io<I, O> io, Branch<I, O> to) {
    to.writeAll(io);
    while (to.reads()) {
      to.give(io, null);
      to.writeAll(io);
    }
  }
}
