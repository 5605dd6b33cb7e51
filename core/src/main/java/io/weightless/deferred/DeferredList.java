package io.weightless.deferred;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One Deferred of several.
///
/// Cancelling it cancels all of them, in their order. Members keep their results, where nothing
/// else is said; so a failure stays with its member, to be handled there, unless
/// [Option#CONSUME_ERRORS] is asked for.
public final class DeferredList<T extends @Nullable Object> {
  public enum Option {
    /// It fails at once when a member does, with a [FirstError].
    FIRE_ON_ONE_ERRBACK,

    /// The failures of members are handled by this: they have a null value then.
    CONSUME_ERRORS
  }

  private final List<Deferred<T>> members;
  private final Set<Option> options = EnumSet.noneOf(Option.class);
  private final List<@Nullable Result<T>> results;
  private int missing;
  private boolean cancelled;

  /// Whether it takes all results.
  private boolean isRace;

  /// Whether there is a winner, so that nobody else can be.
  private boolean isWon;

  private DeferredList(List<? extends Deferred<T>> members, Option... options) {
    this.members = List.copyOf(members);
    this.members.forEach(Chain::checkOwner); // all of them, or none is taken
    this.options.addAll(Arrays.asList(options));
    results = new ArrayList<>(Collections.nCopies(members.size(), null));
    missing = members.size();
  }

  /// What all came to, in the order of the members, when all have.
  public static <T extends @Nullable Object> Deferred<List<Result<T>>> of(
      List<? extends Deferred<T>> members, Option... options) {
    return new DeferredList<>(members, options).all();
  }

  /// The member that succeeds first. When all fail, it fails with a [FailureGroup].
  ///
  /// @throws IllegalArgumentException without a member: it would never fire
  public static <T extends @Nullable Object> Deferred<First<T>> first(
      List<? extends Deferred<T>> members, Option... options) {
    return new DeferredList<>(nonEmpty(members), options).firstSuccess();
  }

  /// The values of all, in the order of the members; or the [FirstError] at once.
  public static <T extends @Nullable Object> Deferred<List<T>> gather(
      List<? extends Deferred<T>> members, Option... options) {
    DeferredList<T> list = new DeferredList<>(members, options);
    list.options.add(Option.FIRE_ON_ONE_ERRBACK);
    return list.all().addCallback(DeferredList::values);
  }

  /// The member that succeeds first; the others are cancelled then. When all fail, it fails with a
  /// [FailureGroup]. It takes the results of all of them.
  ///
  /// @throws IllegalArgumentException without a member: it would never fire
  public static <T extends @Nullable Object> Deferred<First<T>> race(
      List<? extends Deferred<T>> members) {
    return new DeferredList<>(nonEmpty(members)).raced();
  }

  private static <L extends List<?>> L nonEmpty(L members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("without a member nothing can be the first");
    }
    return members;
  }

  private static <T extends @Nullable Object> List<T> values(List<Result<T>> results)
      throws Exception {
    List<T> values = new ArrayList<>(results.size());
    for (Result<T> result : results) {
      values.add(result.orThrow());
    }
    return Collections.unmodifiableList(values);
  }

  private Deferred<List<Result<T>>> all() {
    Deferred<List<Result<T>>> whole = whole();
    if (missing == 0) {
      whole.callback(List.of());
    }
    watch(
        whole,
        (_, _) -> {
          if (missing == 0) {
            whole.callback(results());
          }
        });
    return whole;
  }

  private Deferred<First<T>> firstSuccess() {
    Deferred<First<T>> whole = whole();
    watch(whole, (index, result) -> fireFirst(whole, index, result));
    return whole;
  }

  private Deferred<First<T>> raced() {
    isRace = true;
    Deferred<First<T>> whole = whole();
    watch(
        whole,
        (index, result) -> {
          if (result instanceof Result.Success) {
            isWon = true;
            cancelAllBut(index);
          }
          fireFirst(whole, index, result);
        });
    return whole;
  }

  private void fireFirst(Deferred<First<T>> whole, int index, Result<T> result) {
    if (result instanceof Result.Success<T>(T value)) {
      whole.callback(new First<>(index, value));
    } else if (missing == 0) {
      whole.errback(cancelled ? cancellation() : new FailureGroup(failures()));
    }
  }

  /// Its members fire when they are cancelled, and so it does.
  private <R extends @Nullable Object> Deferred<R> whole() {
    return Deferred.patient(_ -> {
      cancelled = true;
      cancelAllBut(-1);
    });
  }

  private void cancelAllBut(int index) {
    for (int i = 0; i < members.size(); i++) {
      if (i != index) {
        members.get(i).cancel();
      }
    }
  }

  private interface Watcher<T extends @Nullable Object> {
    void arrived(int index, Result<T> result);
  }

  /// Has `watcher` told of each result, until the whole has fired.
  private void watch(Deferred<?> whole, Watcher<T> watcher) {
    for (int i = 0; i < members.size(); i++) {
      int index = i;
      members
          .get(i)
          .<@Nullable Object>addBoth(result -> {
            arrived(index, result, whole, watcher);
            return isConsumed(result) ? null : result.orThrow();
          });
    }
  }

  private boolean isConsumed(Result<T> result) {
    return isRace || (result instanceof Result.Failure && options.contains(Option.CONSUME_ERRORS));
  }

  private void arrived(int index, Result<T> result, Deferred<?> whole, Watcher<T> watcher) {
    results.set(index, result);
    missing--;
    if (whole.isFired() || isWon) {
      return;
    }
    if (result instanceof Result.Failure<T>(Throwable cause)
        && options.contains(Option.FIRE_ON_ONE_ERRBACK)) {
      whole.errback(cancelled ? cancellation() : new FirstError(index, cause));
    } else {
      watcher.arrived(index, result);
    }
  }

  private static CancellationException cancellation() {
    return new CancellationException("the Deferred of several was cancelled");
  }

  @SuppressWarnings("NullAway") // none is missing
  private List<Result<T>> results() {
    return List.copyOf(results);
  }

  private List<Throwable> failures() {
    List<Throwable> failures = new ArrayList<>();
    for (Result<T> result : results()) {
      if (result instanceof Result.Failure<T>(Throwable cause)) {
        failures.add(cause);
      }
    }
    return failures;
  }
}
