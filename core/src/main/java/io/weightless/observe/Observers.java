package io.weightless.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
///   through or comes to; an interface is compiled at its first use. To ask here for the dispatcher
///   that was asked for before costs one comparison, so it need not be kept.
///
/// From Weightless' `Observable`.
public final class Observers extends Addressed {
  private final @Nullable String name;
  private final Needs needs = new Needs();

  /// Kept for all names: who addresses a new one each time would have them read again and again.
  private final Map<Class<?>, Face> faces = new HashMap<>();

  /// Ways of others that lead through here, the component being transparent.
  private final List<Lane> passing = new ArrayList<>();

  /// Another list after each configuration; a [Route] looks at that.
  private List<Object> observed = List.of();

  private @Nullable Addressed lastNamed;

  /// Of a component without a name.
  public Observers() {
    name = null;
  }

  /// Of the component `name`.
  public Observers(String name) {
    this.name = name;
  }

  /// Declares that messages of these interfaces are sent by [#call], [#any], [#all] or [#tell], and
  /// that somebody has to be there for each: a tree without is refused, see [Tree#configure].
  ///
  /// Who declares something, before it sends, declares all that it sends: anything else is refused
  /// with an `IllegalStateException` when its dispatcher is asked for. What a [Transparent] one
  /// passes on need not be declared.
  ///
  /// @throws IllegalArgumentException for what is no interface
  public Observers requiring(Class<?>... types) {
    needs.require(checked(types));
    return this;
  }

  /// Declares that messages of these interfaces are sent, as in [#requiring], and that nobody need
  /// be there for them. Without any: that nothing else is sent.
  public Observers sending(Class<?>... types) {
    needs.send(checked(types));
    return this;
  }

  /// Declares, as in [#requiring], that messages of these interfaces are sent by [#once].
  public Observers sendingOnce(Class<?>... types) {
    needs.sendOnce(checked(types));
    return this;
  }

  private Class<?>[] checked(Class<?>[] types) {
    for (Class<?> type : types) {
      var _ = face(type);
    }
    return types;
  }

  /// Those of them that are called `name`, be it by their observers or as [Named].
  ///
  /// - **Cost**: that of a small object, and of a dispatcher for each interface that is asked for
  ///   there, all in all some hundred nanoseconds; nothing for the name that was asked for last. No
  ///   other one is remembered here: who addresses the same ones often, keeps what this gives.
  public Addressed named(String name) {
    Addressed last = lastNamed;
    if (last == null || !name.equals(last.name())) {
      last = new Addressed(this, Objects.requireNonNull(name));
      lastNamed = last;
    }
    return last;
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
  }

  Face face(Class<?> type) {
    return faces.computeIfAbsent(type, Face::of);
  }

  /// Of a way that leads through here.
  Lane passing(Way way) {
    for (Lane lane : passing) {
      if (lane.way.isSame(way)) {
        return lane;
      }
    }
    Lane lane = new Lane(way);
    passing.add(lane);
    return lane;
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
    int number = simple.indexOf('/'); // of a hidden class
    String name = nameOf(component);
    return (number < 0 ? simple : simple.substring(0, number))
        + (name == null ? "" : " '" + name + "'");
  }

  @Override
  public String toString() {
    return name == null ? "observers" : "observers of '" + name + "'";
  }
}
