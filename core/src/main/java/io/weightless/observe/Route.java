package io.weightless.observe;

import io.weightless.observe.internal.Delivery.Question;
import io.weightless.observe.internal.Hop;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes the messages of one interface from a component to those that observe it now. There is one
/// for each interface and way; who has its dispatcher never has an old one, since it asks here.
final class Route implements Hop {
  final Way way;
  final Face face;
  final Object dispatcher;

  /// Found at the first message, and again after each configuration; then null.
  private Object @Nullable [] targets;

  Route(Way way, Class<?> type) {
    this.way = way;
    face = Face.of(type);
    dispatcher = face.dispatcher(way.mode(), this);
  }

  /// Others observe now.
  void reset() {
    targets = null;
  }

  @Override
  public Object[] targets() {
    Object[] present = targets;
    if (present == null) {
      present = found();
      targets = present;
    }
    return present;
  }

  private Object[] found() {
    List<Object> found = new ArrayList<>();
    for (Object component : way.from().observed()) {
      Object target = way.isFor(component) ? target(component) : null;
      if (target != null) {
        found.add(target);
      }
    }
    return found.toArray();
  }

  /// The component, or what stands for it; null for one that none of this is for.
  private @Nullable Object target(Object component) {
    if (face.type.isInstance(component)) {
      return component;
    }
    return switch (component) {
      case Unknown unknown -> face.answering(new Unheard(unknown, way.mode(), face));
      case Transparent transparent ->
          transparent.observers().route(way.below(transparent), face.type).dispatcher;
      default -> null;
    };
  }

  @Override
  public Throwable nobody(int method) {
    return way.nobody(face.describe(method));
  }

  @Override
  public Throwable failed(Throwable thrown, int method) {
    return way.failed(thrown, face.describe(method));
  }

  @Override
  public Throwable told(@Nullable Throwable first, Throwable thrown, int method) throws Throwable {
    return way.told(first, thrown, face.describe(method));
  }

  @Override
  public @Nullable Object answer(int method, @Nullable Object[] arguments) throws Throwable {
    face.check(way.mode(), method);
    Question message = target -> face.invoke(method, target, arguments);
    return way.mode() == Mode.ONCE
        ? once(face.method(method), message, face.describe(method))
        : way.deliver(this::targets, message, face.describe(method));
  }

  private @Nullable Object once(Method method, Question message, String what) throws Throwable {
    if (method.getReturnType() == void.class) {
      way.each(below(), message, what);
      return null;
    }
    return Way.program(io -> {
      way.each(below(), way.running(io, message, what), what);
      return null;
    });
  }

  private Below below() {
    return new Below(
        way.from(), component -> face.type.isInstance(component) && way.isFor(component));
  }

  @Override
  public String toString() {
    String name = way.name() == null ? "" : " to '" + way.name() + "'";
    return way.mode() + " of " + face.type.getSimpleName() + " by " + way.from() + name;
  }
}
