package io.weightless.observe.internal;

import io.weightless.observe.Decline;
import org.jspecify.annotations.Nullable;

/// Takes one message to handlers in their order. A handler that declines was never asked.
///
/// What is compiled for an interface does the same, without a question in between.
public final class Delivery {
  private Delivery() {}

  /// The message, put to one handler.
  @FunctionalInterface
  public interface Question {
    @Nullable Object ask(Object handler) throws Throwable;
  }

  /// Nobody has answered.
  @FunctionalInterface
  public interface Nobody {
    Throwable said();
  }

  /// A handler has failed.
  @FunctionalInterface
  public interface Failing {
    /// @param first what is to be thrown in the end so far
    /// @return what is to be thrown in the end
    /// @throws Throwable when the others are not asked any more
    Throwable failed(@Nullable Throwable first, Throwable thrown) throws Throwable;
  }

  /// Asks one after the other.
  ///
  /// @return what the first one said that did not decline
  public static @Nullable Object first(Object[] handlers, Question question, Nobody nobody)
      throws Throwable {
    for (Object handler : handlers) {
      try {
        return question.ask(handler);
      } catch (Decline _) {
        // the next one is asked
      }
    }
    throw nobody.said();
  }

  /// Asks all.
  public static void each(Iterable<?> handlers, Question question, Failing failing)
      throws Throwable {
    Throwable failure = null;
    for (Object handler : handlers) {
      try {
        var _ = question.ask(handler);
      } catch (Decline _) {
        // it was not for this one
      } catch (VirtualMachineError e) {
        throw e; // at the end of the stack nothing more can be called
      } catch (Throwable thrown) {
        failure = failing.failed(failure, thrown);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
