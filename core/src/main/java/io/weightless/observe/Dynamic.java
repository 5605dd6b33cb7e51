package io.weightless.observe;

import io.weightless.engine.internal.Rethrow;
import java.lang.reflect.Method;
import java.util.List;
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
    return way.from().observed().stream().filter(way::isFor).toList();
  }

  private @Nullable Object ask(Object component) throws Throwable {
    Method method = message.methodOf(component);
    if (method != null) {
      way.mode().check(method, method.getReturnType());
      return message.deliver(method, component);
    }
    return switch (component) {
      case Unknown unknown -> Unheard.answer(unknown, way.mode(), message);
      case Transparent transparent -> new Dynamic(way.below(transparent), message).send();
      default -> throw new Decline();
    };
  }
}
