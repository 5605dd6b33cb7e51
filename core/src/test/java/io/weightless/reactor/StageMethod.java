package io.weightless.reactor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The methods of a stage that take a function, each in its three forms.
@SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
enum StageMethod {
  THEN_APPLY(
      (f, s) -> f.thenApply(s::tell),
      (f, s) -> f.thenApplyAsync(s::tell),
      (f, s, e) -> f.thenApplyAsync(s::tell, e)),
  THEN_ACCEPT(
      (f, s) -> f.thenAccept(s::tell),
      (f, s) -> f.thenAcceptAsync(s::tell),
      (f, s, e) -> f.thenAcceptAsync(s::tell, e)),
  THEN_RUN(
      (f, s) -> f.thenRun(() -> s.tell("run")),
      (f, s) -> f.thenRunAsync(() -> s.tell("run")),
      (f, s, e) -> f.thenRunAsync(() -> s.tell("run"), e)),
  THEN_COMPOSE(
      (f, s) -> f.thenCompose(v -> s.told(v)),
      (f, s) -> f.thenComposeAsync(v -> s.told(v)),
      (f, s, e) -> f.thenComposeAsync(v -> s.told(v), e)),
  HANDLE(
      (f, s) -> f.handle(s::both),
      (f, s) -> f.handleAsync(s::both),
      (f, s, e) -> f.handleAsync(s::both, e)),
  WHEN_COMPLETE(
      (f, s) -> f.whenComplete(s::both),
      (f, s) -> f.whenCompleteAsync(s::both),
      (f, s, e) -> f.whenCompleteAsync(s::both, e)),
  EXCEPTIONALLY(
      (f, s) -> f.exceptionally(s::tell),
      (f, s) -> f.exceptionallyAsync(s::tell),
      (f, s, e) -> f.exceptionallyAsync(s::tell, e)),
  EXCEPTIONALLY_COMPOSE(
      (f, s) -> f.exceptionallyCompose(x -> s.told(x)),
      (f, s) -> f.exceptionallyComposeAsync(x -> s.told(x)),
      (f, s, e) -> f.exceptionallyComposeAsync(x -> s.told(x), e)),
  THEN_COMBINE(
      (f, s) -> f.thenCombine(other(), s::both),
      (f, s) -> f.thenCombineAsync(other(), s::both),
      (f, s, e) -> f.thenCombineAsync(other(), s::both, e)),
  THEN_ACCEPT_BOTH(
      (f, s) -> f.thenAcceptBoth(other(), s::both),
      (f, s) -> f.thenAcceptBothAsync(other(), s::both),
      (f, s, e) -> f.thenAcceptBothAsync(other(), s::both, e)),
  RUN_AFTER_BOTH(
      (f, s) -> f.runAfterBoth(other(), () -> s.tell("both")),
      (f, s) -> f.runAfterBothAsync(other(), () -> s.tell("both")),
      (f, s, e) -> f.runAfterBothAsync(other(), () -> s.tell("both"), e)),
  APPLY_TO_EITHER(
      (f, s) -> f.applyToEither(never(), s::tell),
      (f, s) -> f.applyToEitherAsync(never(), s::tell),
      (f, s, e) -> f.applyToEitherAsync(never(), s::tell, e)),
  ACCEPT_EITHER(
      (f, s) -> f.acceptEither(never(), s::tell),
      (f, s) -> f.acceptEitherAsync(never(), s::tell),
      (f, s, e) -> f.acceptEitherAsync(never(), s::tell, e)),
  RUN_AFTER_EITHER(
      (f, s) -> f.runAfterEither(never(), () -> s.tell("either")),
      (f, s) -> f.runAfterEitherAsync(never(), () -> s.tell("either")),
      (f, s, e) -> f.runAfterEitherAsync(never(), () -> s.tell("either"), e));

  /// Where the function runs.
  enum Place {
    /// Where the stage is completed, or where the function is added.
    SYNC,
    ASYNC,
    /// On an executor that is given.
    GIVEN
  }

  interface Form {
    CompletableFuture<?> add(CompletableFuture<@Nullable String> first, Seen seen);
  }

  interface Given {
    CompletableFuture<?> add(
        CompletableFuture<@Nullable String> first, Seen seen, Executor executor);
  }

  /// What functions were given, in words, and where they ran.
  static final class Seen {
    final List<String> values = new ArrayList<>();
    final List<String> places = new ArrayList<>();

    String tell(@Nullable Object what) {
      values.add(String.valueOf(what));
      places.add(FutureStagesTest.here());
      return "saw " + what;
    }

    String both(@Nullable Object one, @Nullable Object other) {
      return tell(one + " and " + other);
    }

    CompletionStage<String> told(@Nullable Object what) {
      return CompletableFuture.completedFuture(tell(what));
    }
  }

  private final Form sync;
  private final Form async;
  private final Given given;

  StageMethod(Form sync, Form async, Given given) {
    this.sync = sync;
    this.async = async;
    this.given = given;
  }

  CompletableFuture<?> add(
      CompletableFuture<@Nullable String> first, Place place, Executor executor, Seen seen) {
    return switch (place) {
      case SYNC -> sync.add(first, seen);
      case ASYNC -> async.add(first, seen);
      case GIVEN -> given.add(first, seen, executor);
    };
  }

  private static CompletableFuture<String> other() {
    return CompletableFuture.completedFuture("other");
  }

  private static CompletableFuture<@Nullable String> never() {
    return new CompletableFuture<>();
  }
}
