package io.weightless.observe;

import io.weightless.engine.internal.Rethrow;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A message that is sent as a value.
record Dynamic(Way way, Message message) {
  @Nullable Object send() {
    try {
      String what = message.describe();
      return way.deliver(
          () -> targets().toArray(), this::ask, what, () -> way.nobody(what, message));
    } catch (Throwable e) {
      Rethrow.<RuntimeException>as(e); // what a component throws is thrown as it is
      throw new AssertionError(e);
    }
  }

  private List<Object> targets() {
    return way.from().observed().stream().filter(way::isFor).flatMap(Dynamic::targets).toList();
  }

  private static Stream<Object> targets(Object component) {
    return component instanceof Unknown && component instanceof Transparent transparent
        ? Stream.of(component, new Rest(transparent))
        : Stream.of(component);
  }

  /// Stands for those below a component that is asked as an unknown one before.
  private record Rest(Transparent component) {}

  private @Nullable Object ask(Object target) throws Throwable {
    boolean asked = target instanceof Rest;
    Object component = target instanceof Rest(Transparent rest) ? rest : target;
    Method method = message.methodOf(component);
    if (method != null && asked) {
      throw new Decline();
    }
    if (method != null) {
      way.mode().check(method, method.getReturnType());
      return message.deliver(method, component);
    }
    return switch (component) {
      case Unknown unknown when !asked -> Unheard.answer(unknown, way, message);
      case Transparent transparent -> new Dynamic(way.below(transparent), message).send();
      default -> throw new Decline();
    };
  }
}
