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
  final Face face;
  final Object dispatcher;
  private final Way way;
  private final Observers from;

  /// For whom the targets were found; null before the first message.
  private @Nullable List<Object> observed;

  private Object[] targets = {};

  Route(Way way, Class<?> type) {
    this.way = way;
    from = way.from();
    face = from.face(type);
    dispatcher = face.dispatcher(way.mode(), this);
  }

  @Override
  public Object[] targets() {
    List<Object> present = from.observed();
    if (observed != present) { // it was configured again
      targets = found(present);
      observed = present;
    }
    return targets;
  }

  private Object[] found(List<Object> components) {
    List<Object> found = new ArrayList<>();
    for (Object component : components) {
      if (way.isFor(component)) {
        addTargets(component, found);
      }
    }
    return found.toArray();
  }

  /// The component, or what stands for it.
  private void addTargets(Object component, List<Object> found) {
    if (face.type.isInstance(component)) {
      found.add(component);
      return;
    }
    if (component instanceof Unknown unknown) {
      found.add(face.answering(new Unheard(unknown, way, face)));
    }
    if (component instanceof Transparent transparent) {
      found.add(transparent.observers().passing(way.below(transparent)).dispatcher(face.type));
    }
  }

  @Override
  public Throwable nobody(int method) {
    return way.nobody(face.describe(method), null);
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
        : way.deliver(this::targets, message, face.describe(method), () -> nobody(method));
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
    return new Below(from, component -> face.type.isInstance(component) && way.isFor(component));
  }

  @Override
  public String toString() {
    String name = way.name() == null ? "" : " to '" + way.name() + "'";
    return way.mode() + " of " + face.type.getSimpleName() + " by " + from + name;
  }
}
