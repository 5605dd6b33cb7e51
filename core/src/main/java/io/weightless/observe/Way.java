package io.weightless.observe;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Program;
import io.weightless.observe.internal.Delivery;
import io.weightless.observe.internal.Delivery.Question;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How messages leave a component.
///
/// @param name of those that they are for; null for all
/// @param through the component when it only passes them on
record Way(
    Observers from,
    Mode mode,
    OnFailure onFailure,
    @Nullable String name,
    @Nullable Transparent through) {

  static {
    Traces.prepare();
  }

  /// The same way, one level down.
  Way below(Transparent component) {
    return new Way(component.observers(), mode, onFailure, null, component);
  }

  /// Without asking components what they are equal to.
  boolean isSame(Way other) {
    return from == other.from
        && mode == other.mode
        && onFailure == other.onFailure
        && Objects.equals(name, other.name)
        && through == other.through;
  }

  boolean isFor(Object component) {
    return name == null || name.equals(Observers.nameOf(component));
  }

  /// Takes a message along, now; or, when it is a matter of programs, when the program runs that is
  /// the answer.
  @Nullable Object deliver(
      Supplier<Object[]> targets, Question message, String what, Delivery.Nobody nobody)
      throws Throwable {
    return switch (mode) {
      case CALL -> first(targets.get(), message, what, nobody);
      case TELL -> {
        each(Arrays.asList(targets.get()), message, what);
        yield null;
      }
      case ANY -> program(io -> first(targets.get(), running(io, message, what), what, nobody));
      case ALL ->
          program(io -> {
            each(Arrays.asList(targets.get()), running(io, message, what), what);
            return null;
          });
      case ONCE -> throw new AssertionError(this);
    };
  }

  /// What may fail with anything, as a program.
  static Program<Object, Object, @Nullable Object> program(Run run) {
    return io -> {
      try {
        return run.with(io);
      } catch (Exception | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    };
  }

  @FunctionalInterface
  interface Run {
    @Nullable Object with(Io<Object, Object> io) throws Throwable;
  }

  /// Runs the program that a component answers with.
  Question running(Io<Object, Object> io, Question message, String what) {
    return target -> {
      Program<Object, Object, ?> program = programOf(message.ask(target), target, what);
      Object result = io.call(program);
      if (mode != Mode.ANY && result != null) {
        throw new IllegalStateException(
            Observers.label(target)
                + " returned "
                + result
                + " for "
                + what
                + ", and "
                + mode
                + " has no use for results");
      }
      return result;
    };
  }

  @SuppressWarnings("unchecked") // whoever sends it typed it as the one who answers
  private static Program<Object, Object, ?> programOf(
      @Nullable Object answer, Object target, String what) {
    return Objects.requireNonNull(
        (Program<Object, Object, ?>) answer,
        () -> Observers.label(target) + " gave no program for " + what);
  }

  private @Nullable Object first(
      Object[] targets, Question message, String what, Delivery.Nobody nobody) throws Throwable {
    Object answer;
    try {
      answer = Delivery.first(targets, message, nobody);
    } catch (VirtualMachineError e) {
      throw e; // at the end of the stack nothing more can be called
    } catch (Throwable e) {
      throw failed(e, what);
    }
    return answer;
  }

  void each(Iterable<?> targets, Question message, String what) throws Throwable {
    Delivery.each(targets, message, (first, thrown) -> told(first, thrown, what));
  }

  /// @param message as a value, if it was sent so
  Throwable nobody(String what, @Nullable Message message) {
    if (through != null) {
      return new Decline();
    }
    String whom = name == null ? "" : " is named '" + name + "' and";
    return Traces.cleaned(
        new NobodyResponds(
            "none of the " + from.observed().size() + " observers" + whom + " responds to " + what,
            from,
            message));
  }

  /// @return `thrown`, which says where it went through
  Throwable failed(Throwable thrown, String what) {
    if (thrown instanceof Decline) {
      return thrown;
    }
    Traces.cleaned(thrown);
    return through == null ? thrown : Traces.through(through, what, thrown);
  }

  Throwable told(@Nullable Throwable first, Throwable thrown, String what) throws Throwable {
    Throwable failure = failed(thrown, what);
    if (onFailure == OnFailure.STOP || thrown instanceof Error) {
      throw withSuppressed(failure, first);
    }
    return first == null ? failure : withSuppressed(first, failure);
  }

  private static Throwable withSuppressed(Throwable failure, @Nullable Throwable other) {
    if (other != null && other != failure) {
      failure.addSuppressed(other);
    }
    return failure;
  }
}
