package io.weightless.channel;

import io.weightless.engine.internal.Selection;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Waits for the first of several things: values to receive, room to send, the end of a task, time.
/// Exactly one of them happens.
///
/// ```java
/// import static io.weightless.channel.Select.*;
///
/// String line = Select.first(
///     receive(orders, order -> "ordered " + order),
///     send(acks, ok, () -> "said ok"),
///     after(ofMillis(50), () -> "nothing for a while"));
/// ```
///
/// - **Order**: where several are ready the reactor's random chooses, so that none starves; or, in
///   [#inOrder], the first one named. Where none is, the first to come is taken; the task waits at
///   all of them, in line with others.
/// - **Waits**: until one has come; a cancellation point also when one is ready.
/// - **Cancelled**: nothing was received, and nothing sent. What had come before is returned.
/// - **Cost**: linear in the number of clauses; leaves nothing behind, neither timers nor places in
///   queues.
///
/// A clause on a channel that was closed or failed is ready, and throws when it is taken. What a
/// clause does with its value it does when the select is over: it may wait, or select again.
public final class Select {
  private Select() {}

  /// Takes the first that is ready, and waits when none is; among several that are, one by chance.
  ///
  /// @return what the clause gives
  /// @throws ChannelClosed as from a receive or send; see [Source] and [Sink]
  /// @throws ChannelFailed as from a receive or send
  /// @throws IllegalArgumentException for no clause at all, or two `otherwise`
  @SafeVarargs
  @SuppressWarnings("varargs") // it is only read
  public static <R extends @Nullable Object> R first(Clause<? extends R>... clauses) {
    Suspension.checkpoint();
    return take(clauses, anyReady(clauses));
  }

  /// The same, but among several that are ready the one that is named first. It can starve those
  /// behind it.
  @SafeVarargs
  @SuppressWarnings("varargs") // it is only read
  public static <R extends @Nullable Object> R inOrder(Clause<? extends R>... clauses) {
    Suspension.checkpoint();
    return take(clauses, firstReady(clauses));
  }

  /// The next value of `source`.
  public static <T> Clause<T> receive(Source<T> source) {
    return new Receive<>(source, value -> value, null);
  }

  /// What `function` makes of the next value of `source`.
  public static <T, R extends @Nullable Object> Clause<R> receive(
      Source<T> source, Function<? super T, ? extends R> function) {
    return new Receive<>(source, function, null);
  }

  /// The same; when `source` has ended, what `atEnd` gives.
  public static <T, R extends @Nullable Object> Clause<R> receive(
      Source<T> source, Function<? super T, ? extends R> function, Supplier<? extends R> atEnd) {
    return new Receive<>(source, function, Objects.requireNonNull(atEnd));
  }

  /// Null, when `sink` has taken `value`.
  public static <T, R> Clause<@Nullable R> send(Sink<? super T> sink, T value) {
    return new Send<>(sink, value, () -> null);
  }

  /// What `then` gives, when `sink` has taken `value`.
  public static <T, R extends @Nullable Object> Clause<R> send(
      Sink<? super T> sink, T value, Supplier<? extends R> then) {
    return new Send<>(sink, value, then);
  }

  /// Null, when `delay` has passed. Also for zero it lets all that is ready run first.
  public static <R> Clause<@Nullable R> after(Duration delay) {
    return new After<>(delay, () -> null);
  }

  /// What `then` gives, when `delay` has passed.
  public static <R extends @Nullable Object> Clause<R> after(
      Duration delay, Supplier<? extends R> then) {
    return new After<>(delay, then);
  }

  /// The result of `task`, when it has ended; taken, it throws as [Task#await] does.
  ///
  /// @throws CancellationException from the select, when the task was cancelled
  public static <T extends @Nullable Object> Clause<T> ended(Task<T> task) {
    return new Ended<>(task, value -> value);
  }

  /// What `function` makes of the result of `task`, when it has ended.
  public static <T extends @Nullable Object, R extends @Nullable Object> Clause<R> ended(
      Task<T> task, Function<? super T, ? extends R> function) {
    return new Ended<>(task, function);
  }

  /// `value`, when nothing else is ready: the select does not wait then.
  public static <R extends @Nullable Object> Clause<R> otherwise(R value) {
    return new Otherwise<>(() -> value);
  }

  /// What `work` gives, when nothing else is ready: the select does not wait then.
  public static <R extends @Nullable Object> Clause<R> otherwiseDo(Supplier<? extends R> work) {
    return new Otherwise<>(work);
  }

  private static <R extends @Nullable Object> R take(
      Clause<? extends R>[] clauses, @Nullable Clause<? extends R> ready) {
    Clause<? extends R> otherwise = fallback(clauses);
    if (ready != null) {
      return ready.takeNow();
    }
    return otherwise == null ? await(clauses) : otherwise.takeNow();
  }

  /// Each that is ready takes the place of those before it with its share of the chance.
  private static <R extends @Nullable Object> @Nullable Clause<? extends R> anyReady(
      Clause<? extends R>[] clauses) {
    int ready = 0;
    Clause<? extends R> chosen = null;
    for (Clause<? extends R> clause : clauses) {
      if (clause.isReady()) {
        ready++;
        chosen = ready == 1 || Reactor.current().random().nextInt(ready) == 0 ? clause : chosen;
      }
    }
    return chosen;
  }

  private static <R extends @Nullable Object> @Nullable Clause<? extends R> firstReady(
      Clause<? extends R>[] clauses) {
    for (Clause<? extends R> clause : clauses) {
      if (clause.isReady()) {
        return clause;
      }
    }
    return null;
  }

  private static <R extends @Nullable Object> @Nullable Clause<? extends R> fallback(
      Clause<? extends R>[] clauses) {
    Clause<? extends R> found = null;
    for (Clause<? extends R> clause : clauses) {
      if (clause instanceof Otherwise) {
        if (found != null) {
          throw new IllegalArgumentException("a select has one otherwise, not two");
        }
        found = clause;
      }
    }
    return found;
  }

  private static <R extends @Nullable Object> R await(Clause<? extends R>[] clauses) {
    if (clauses.length == 0) {
      throw new IllegalArgumentException("a select of no clause would wait for ever");
    }
    Selection selection = new Selection(awaited(clauses), clauses.length);
    try {
      for (Clause<? extends R> clause : clauses) {
        clause.join(selection);
      }
    } catch (RuntimeException | Error refused) { // as one timer too many
      selection.withdraw();
      throw refused;
    }
    Object brought = selection.await();
    return clauses[selection.winner()].won(brought);
  }

  private static Awaited awaited(Clause<?>[] clauses) {
    boolean foreign = false;
    for (Clause<?> clause : clauses) {
      foreign |= clause.isForeign();
    }
    return Awaited.of("the first of ", new OneOf(Arrays.asList(clauses)), foreign);
  }

  /// For reports.
  private record OneOf(List<Clause<?>> clauses) {
    @Override
    public String toString() {
      return clauses.stream().map(Clause::toString).collect(Collectors.joining(", "));
    }
  }
}
