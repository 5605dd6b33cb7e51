package io.weightless.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whom a component sends messages to, without knowing them: those below it in the [Tree], in their
/// order. A message is a method of an interface; it goes to each that implements the interface.
///
/// | | goes to | for methods that | gives |
/// |---|---|---|---|
/// | [#call] | the first that does not decline | are any | what it returns |
/// | [#any] | the same, when it runs | return a `Program` | a program whose result is the answer |
/// | [#all] | each, one after the other, when it runs | return a `Program` | a program |
/// | [#tell] | each | return nothing | |
/// | [#once] | all there is below, each once | return nothing, or a `Program` | a program if so |
///
/// ```java
/// byte[] value = observers.call(Storage.class).get(key);
/// Page page = io.call(observers.any(Pages.class).render(request));
/// observers.tell(Log.class).served(request);
/// ```
///
/// What these methods give is a dispatcher: it has all methods of the interface, those with a body
/// too. It may be kept, also from before the tree is configured, since it asks whoever observes at
/// that time. A method of the wrong kind is refused with an `UnsupportedOperationException` when it
/// is called. (The original's `do` is `tell` here, for that word is Java's.)
///
/// What a component throws is thrown as it is, whatever it is; only [Decline] leaves the message to
/// others. When nobody responds to a `call` or an `any`, [NobodyResponds] is thrown; the others
/// have reached nobody then.
///
/// - **Waits**: never by itself.
/// - **Runs on**: one reactor, or one thread.
/// - **Cost**: of `call` and `tell` some ten nanoseconds for each component that a message passes
///   through or comes to; an interface is compiled at its first use, or, where it is of another
///   class loader, called by reflection. Names are kept for ever, and each makes the others slower.
///
/// From Weightless' `Observable`.
public final class Observers extends Addressed {
  private final @Nullable String name;
  private final Map<String, Addressed> named = new HashMap<>();
  private final Needs needs = new Needs();

  private List<Object> observed = List.of();

  private Route[] routes = {};

  /// Of a component without a name.
  public Observers() {
    name = null;
  }

  /// Of the component `name`.
  public Observers(String name) {
    this.name = name;
  }

  /// Declares that messages of these interfaces are sent by [#call], [#any], [#all] or [#tell], and
  /// that somebody has to be there for each: a tree without is refused. Who declares something,
  /// declares all that it sends; see [Tree#configure].
  public Observers requiring(Class<?>... types) {
    needs.require(types);
    return this;
  }

  /// Declares that messages of these interfaces are sent, and that nobody need be there for them.
  /// Without any: that nothing else is sent.
  public Observers sending(Class<?>... types) {
    needs.send(types);
    return this;
  }

  /// Declares that messages of these interfaces are sent by [#once].
  public Observers sendingOnce(Class<?>... types) {
    needs.sendOnce(types);
    return this;
  }

  /// Those of them that are called `name`, be it by their observers or as [Named].
  public Addressed named(String name) {
    return named.computeIfAbsent(name, key -> new Addressed(this, key));
  }

  /// Who observes now.
  public List<Object> observed() {
    return observed;
  }

  Needs needs() {
    return needs;
  }

  /// From now on these do.
  void connect(List<Object> components) {
    observed = components;
    for (Route route : routes) {
      route.reset();
    }
  }

  Object dispatcher(Mode mode, OnFailure onFailure, @Nullable String to, Class<?> type) {
    for (Route route : routes) {
      Way way = route.way;
      if (route.face.type == type
          && way.mode() == mode
          && way.onFailure() == onFailure
          && way.through() == null
          && (to == null ? way.name() == null : to.equals(way.name()))) {
        return route.dispatcher;
      }
    }
    return add(new Route(new Way(this, mode, onFailure, to, null), type)).dispatcher;
  }

  Route route(Way way, Class<?> type) {
    for (Route route : routes) {
      if (route.face.type == type && route.way.equals(way)) {
        return route;
      }
    }
    return add(new Route(way, type));
  }

  private Route add(Route route) {
    List<Route> more = new ArrayList<>(List.of(routes));
    more.add(route);
    routes = more.toArray(Route[]::new);
    return route;
  }

  static @Nullable String nameOf(Object component) {
    return switch (component) {
      case Named named -> named.name();
      case Observable observable -> observable.observers().name;
      default -> null;
    };
  }

  /// A component for messages.
  static String label(Object component) {
    Class<?> type = component instanceof Passing ? Transparent.class : component.getClass();
    String simple = type.getSimpleName();
    if (simple.isEmpty()) {
      simple = type.getName().substring(type.getName().lastIndexOf('.') + 1);
    }
    String name = nameOf(component);
    return simple.replaceAll("/.*", "") + (name == null ? "" : " '" + name + "'");
  }

  @Override
  public String toString() {
    return name == null ? "observers" : "observers of '" + name + "'";
  }
}
