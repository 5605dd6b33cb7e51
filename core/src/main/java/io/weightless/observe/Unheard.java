package io.weightless.observe;

import io.weightless.coroutine.Program;
import io.weightless.observe.internal.Answering;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// Stands for an [Unknown] component among those of an interface that it does not have.
record Unheard(Unknown component, Way way, Face face) implements Answering {
  @Override
  public @Nullable Object answer(int number, @Nullable Object[] arguments) throws Throwable {
    Method method = face.method(number);
    String name = method.getName();
    Message message = new Message(face.type, name, arguments, method, OnFailure.STOP, null);
    Object answer = answer(component, way, message);
    if (way.mode() == Mode.CALL && !isOf(method.getReturnType(), answer)) {
      throw refused(answer, message, method, "");
    }
    if (way.mode() == Mode.CALL && answer != null && !face.canReturn(number)) {
      String why = ": who has no method for it cannot, since " + face.type + " cannot name that";
      throw refused(answer, message, method, why);
    }
    return answer;
  }

  private IllegalStateException refused(
      @Nullable Object answer, Message message, Method method, String why) {
    return new IllegalStateException(
        Observers.label(component)
            + " answered "
            + answer
            + " for "
            + message
            + ", which returns "
            + method.getReturnType().getSimpleName()
            + why);
  }

  private static boolean isOf(Class<?> type, @Nullable Object answer) {
    return type == void.class
        || (answer == null ? !type.isPrimitive() : Fitting.boxed(type).isInstance(answer));
  }

  static @Nullable Object answer(Unknown component, Way way, Message sent) throws Exception {
    Message message = sent.to(component, way);
    return switch (way.mode()) {
      case CALL -> {
        try {
          yield component.callUnknown(message);
        } catch (NobodyResponds e) {
          throw e.seenAbove(message);
        }
      }
      case ANY -> answering(component.anyUnknown(message), message);
      case ALL -> component.allUnknown(message);
      case TELL -> {
        component.tellUnknown(message);
        yield null;
      }
      case ONCE -> throw new AssertionError(message);
    };
  }

  /// The program that the component gave, if any.
  private static <I, O, R extends @Nullable Object> @Nullable Program<I, O, R> answering(
      @Nullable Program<I, O, R> program, Message message) {
    return program == null
        ? null
        : io -> {
          try {
            return program.run(io);
          } catch (NobodyResponds e) {
            throw e.seenAbove(message);
          }
        };
  }

  @Override
  public String toString() {
    return way.mode() + " of " + face.type.getSimpleName() + " for " + Observers.label(component);
  }
}
