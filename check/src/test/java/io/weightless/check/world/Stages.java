package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Split;
import io.weightless.coroutine.Tee;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Lock;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Stages of pipelines, which wait, and of which is known how many have begun and not ended.
final class Stages {
  /// What a stage fails with, by chance.
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken() {
      super("broken by chance");
    }
  }

  private final BooleanSupplier fails;
  private final @Nullable Stages whole;
  private int open;

  /// @param fails whether a stage is to fail now
  Stages(BooleanSupplier fails) {
    this(fails, null);
  }

  private Stages(BooleanSupplier fails, @Nullable Stages whole) {
    this.fails = fails;
    this.whole = whole;
  }

  /// Some of them.
  Stages group() {
    return new Stages(fails, this);
  }

  void check() {
    assertThat(open).as("stages that have begun and not ended").isZero();
  }

  private void count(int more) {
    open += more;
    if (whole != null) {
      whole.count(more);
    }
  }

  private interface Body<I, O> {
    void run(Io<I, O> io);
  }

  private <I, O> Coroutine<I, O, Integer> stage(String name, Body<I, O> body) {
    return Coroutine.of(
        name,
        io -> {
          count(1);
          try {
            body.run(io);
            return 0;
          } finally {
            cleanUp();
          }
        });
  }

  /// It may wait, too.
  private void cleanUp() {
    try {
      Scope.shield(_ -> {
        Task.yield();
        return 0;
      });
    } finally {
      count(-1);
    }
  }

  /// Numbers of four bytes, across borders.
  Coroutine<ByteBuffer, Integer, Integer> numbers() {
    return stage(
        "numbers",
        io -> {
          ByteBuffer number = ByteBuffer.allocate(4);
          for (ByteBuffer part = io.read(); part != null; part = io.read()) {
            while (number.hasRemaining() && part.hasRemaining()) {
              number.put(part.get());
            }
            if (part.hasRemaining()) {
              io.unread(part);
            }
            if (!number.hasRemaining()) {
              io.write(number.flip().getInt());
              number.clear();
            }
          }
        });
  }

  /// Numbers into parts of any size.
  Coroutine<Integer, ByteBuffer, Integer> bytes() {
    return stage(
        "bytes",
        io -> {
          ByteBuffer part = ByteBuffer.allocate(4 * Choice.between(1, 5));
          for (Integer number = io.read(); number != null; number = io.read()) {
            part.putInt(number);
            if (!part.hasRemaining()) {
              io.write(part.flip());
              part.clear();
            }
          }
          if (part.flip().hasRemaining()) {
            io.write(part);
          }
        });
  }

  /// One that adds one to each number, in one of several ways.
  Coroutine<Integer, Integer, ?> addingInAnyWay(Lock lock) {
    return switch (Choice.between(0, 6)) {
      case 0 ->
          each(
              "sleeping",
              number -> {
                Task.sleep(Choice.upTo(20));
                return number + 1;
              });
      case 1 ->
          each(
              "yielding",
              number -> {
                Task.yield();
                return number + 1;
              });
      case 2 ->
          each(
              "locking",
              number -> {
                try (var _ = lock.hold()) {
                  Task.sleep(Choice.upTo(3));
                  return number + 1;
                }
              });
      case 3 -> lookingAhead();
      case 4 ->
          Split.<Integer, Integer>of(
              Split.when(number -> number % 2 == 0, each("even", number -> number + 1)),
              Split.otherwise(each("odd", number -> number + 1)));
      case 5 ->
          Tee.of(
              each("left", number -> number + 1),
              each("right", number -> number),
              (more, same) -> same == null ? -1 : Objects.requireNonNullElse(more, -1));
      default -> pausing();
    };
  }

  Coroutine<Integer, Integer, Integer> adding(Lock lock) {
    return addingInAnyWay(lock).into(each("checked", number -> number));
  }

  private Coroutine<Integer, Integer, Integer> each(String name, UnaryOperator<Integer> change) {
    return stage(
        name,
        io -> {
          for (Integer number = io.read(); number != null; number = io.read()) {
            io.write(change.apply(number));
            if (fails.getAsBoolean()) {
              throw new Broken();
            }
          }
        });
  }

  private Coroutine<Integer, Integer, Integer> lookingAhead() {
    return stage(
        "looking ahead",
        io -> {
          for (Integer number = io.read(); number != null; number = io.read()) {
            Integer next = io.read();
            if (next != null) {
              io.unread(next);
            }
            io.write(number + 1);
          }
        });
  }

  private Coroutine<Integer, Integer, Integer> pausing() {
    return stage(
        "pausing",
        io -> {
          for (Integer number = io.read(); number != null; number = io.read()) {
            io.yield();
            io.write(number + 1);
          }
        });
  }
}
