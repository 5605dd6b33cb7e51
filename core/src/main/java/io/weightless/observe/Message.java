package io.weightless.observe;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message as a value: what an [Unknown] component gets, and what is sent when the name of the
/// method is known only at run time.
///
/// ```java
/// observers.call(Message.of("get", "key"))                  // whoever has a method get for that
/// observers.call(Message.of(Storage.class, "get", "key"))   // the same as call(Storage.class)
/// ```
///
/// Without an interface it goes to methods of this name that any interface of a component declares,
/// but for `close()` of `AutoCloseable`. What only its class has, accessors of a record for
/// example, is never reached: whoever wants messages without an interface is an [Unknown]. That is
/// no wall: never take a name from a stranger.
///
/// A component that has the name, but none that takes these arguments, fails with an
/// `IllegalArgumentException`. Of overloaded ones the most exact one is meant. What a method takes
/// as `String...` is one argument here, an array.
///
/// - **Cost**: some 100 ns for each component that it comes to, since it is called by reflection.
public final class Message {
  private final @Nullable Class<?> type;
  private final String name;
  private final @Nullable Object[] arguments;

  /// Of the type.
  private final @Nullable Method method;

  /// How it came, and goes on if nothing else is said.
  private final OnFailure onFailure;

  /// Those of the [Unknown] that has it from us, and may pass it on to them.
  private final @Nullable Observers below;

  Message(
      @Nullable Class<?> type,
      String name,
      @Nullable Object[] arguments,
      @Nullable Method method,
      OnFailure onFailure,
      @Nullable Observers below) {
    this.type = type;
    this.name = name;
    this.arguments = arguments;
    this.method = method;
    this.onFailure = onFailure;
    this.below = below;
  }

  /// To whoever has a method `name` that takes these.
  public static Message of(String name, @Nullable Object... arguments) {
    return new Message(null, name, arguments.clone(), null, OnFailure.STOP, null);
  }

  /// To whoever implements `type`.
  ///
  /// @throws IllegalArgumentException when `type` has no such method, or several
  public static Message of(Class<?> type, String name, @Nullable Object... arguments) {
    Method method = Face.of(type).find(name, arguments);
    if (method == null) {
      throw new IllegalArgumentException(
          type.getName() + " has no method " + name + " that takes " + Arrays.toString(arguments));
    }
    return new Message(type, name, arguments.clone(), method, OnFailure.STOP, null);
  }

  /// The interface; null when it is for any of them.
  public @Nullable Class<?> type() {
    return type;
  }

  /// Of the method.
  public String name() {
    return name;
  }

  /// In their order; any of them may be null.
  public List<@Nullable Object> arguments() {
    return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(arguments));
  }

  OnFailure onFailure() {
    return onFailure;
  }

  /// The same as it comes by `way` to `component`.
  Message to(Unknown component, Way way) {
    Observers own = component instanceof Observable observable ? observable.observers() : null;
    return new Message(type, name, arguments, method, way.onFailure(), own);
  }

  /// Whether it is passed on when `from` send it: that nobody responds is a decline then.
  boolean isPassedOn(Observers from) {
    return below == from;
  }

  /// That of `target` which it is for; null for none.
  @Nullable Method methodOf(Object target) {
    if (type == null) {
      return Fitting.of(target, name, arguments);
    }
    return type.isInstance(target) ? method : null;
  }

  @Nullable Object deliver(Method to, Object target) throws Throwable {
    return invoke(to, target, arguments);
  }

  /// What it throws is thrown as it is.
  static @Nullable Object invoke(Method method, Object target, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    } catch (IllegalAccessException _) {
      throw Homes.closed(method.getDeclaringClass());
    }
  }

  /// Without its arguments.
  String describe() {
    return (type == null ? "" : type.getSimpleName() + ".") + name + "(..)";
  }

  @Override
  public String toString() {
    String list = Arrays.toString(arguments);
    return describe().replace("(..)", "(" + list.substring(1, list.length() - 1) + ")");
  }
}
