package io.weightless.deferred;

import static io.weightless.deferred.Seen.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.scene.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for each method of a CompletionStage, as the JDK's own tests have it, with a Deferred
/// in its place.
class DeferredStageTest {
  @AutoClose private final Scene scene = new Scene();

  /// What a method makes of the stage of a text, beside another one of `other`; an executor for
  /// those that want one.
  record Method(String name, Making making, Object ofValue, boolean isToldOfFailures) {
    /// Whether the first one of two is enough.
    boolean isEither() {
      return name.endsWith("Either");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  interface Making {
    CompletionStage<?> of(Deferred<String> stage, CompletionStage<String> other, Executor executor);
  }

  private static Method one(
      String name, Object ofValue, Function<CompletionStage<String>, CompletionStage<?>> making) {
    return new Method(name, (s, _, _) -> making.apply(s), ofValue, false);
  }

  private static Method two(String name, Object ofValue, Making making) {
    return new Method(name, making, ofValue, false);
  }

  static List<Method> methods() {
    List<Method> all = new ArrayList<>();
    all.add(one("thenApply", "x!", s -> s.thenApply(v -> v + "!")));
    all.add(one("thenApplyAsync", "x!", s -> s.thenApplyAsync(v -> v + "!")));
    all.add(one("thenAccept", "null", s -> s.thenAccept(v -> {})));
    all.add(one("thenAcceptAsync", "null", s -> s.thenAcceptAsync(v -> {})));
    all.add(one("thenRun", "null", s -> s.thenRun(() -> {})));
    all.add(one("thenRunAsync", "null", s -> s.thenRunAsync(() -> {})));
    all.add(one("thenCompose", "x!", s -> s.thenCompose(v -> Deferred.succeed(v + "!"))));
    all.add(one("thenComposeAsync", "x!", s -> s.thenComposeAsync(v -> Deferred.succeed(v + "!"))));
    all.add(two("thenCombine", "xy", (s, o, _) -> s.thenCombine(o, String::concat)));
    all.add(two("thenCombineAsync", "xy", (s, o, _) -> s.thenCombineAsync(o, String::concat)));
    all.add(two("thenAcceptBoth", "null", (s, o, _) -> s.thenAcceptBoth(o, (v, w) -> {})));
    all.add(two("runAfterBoth", "null", (s, o, _) -> s.runAfterBoth(o, () -> {})));
    all.add(two("applyToEither", "x!", (s, o, _) -> s.applyToEither(o, v -> v + "!")));
    all.add(two("acceptEither", "null", (s, o, _) -> s.acceptEither(o, v -> {})));
    all.add(two("runAfterEither", "null", (s, o, _) -> s.runAfterEither(o, () -> {})));
    all.add(told("handle", "x null", s -> s.handle((v, e) -> v + " " + message(e))));
    all.add(told("handleAsync", "x null", s -> s.handleAsync((v, e) -> v + " " + message(e))));
    all.add(told("whenComplete", "x", s -> s.whenComplete((v, e) -> {})));
    all.add(told("exceptionally", "x", s -> s.exceptionally(e -> "null " + message(e))));
    all.add(told("exceptionallyAsync", "x", s -> s.exceptionallyAsync(e -> "null " + message(e))));
    all.add(withExecutor("thenApplyAsync", (s, _, e) -> s.thenApplyAsync(v -> v + "!", e), "x!"));
    all.add(withExecutor("thenAcceptAsync", (s, _, e) -> s.thenAcceptAsync(v -> {}, e), "null"));
    all.add(withExecutor("thenRunAsync", (s, _, e) -> s.thenRunAsync(() -> {}, e), "null"));
    return all;
  }

  private static Method told(
      String name, Object ofValue, Function<CompletionStage<String>, CompletionStage<?>> making) {
    return new Method(name, (s, _, _) -> making.apply(s), ofValue, true);
  }

  private static Method withExecutor(String name, Making making, Object ofValue) {
    return new Method(name + " on an executor", making, ofValue, false);
  }

  private static String message(@Nullable Throwable failure) {
    return failure == null ? "null" : String.valueOf(failure.getMessage());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aStageOfAValueIsWhatItWouldBeOfAFuture(Method method) {
    assertThat(outcome(method, false, text -> text.callback("x"))).isEqualTo(method.ofValue);
    assertThat(outcome(method, true, text -> text.callback("x"))).isEqualTo(method.ofValue);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aStageOfAFailureHasItOrIsToldOfIt(Method method) {
    String expected = method.isToldOfFailures && !method.name.equals("whenComplete") ? "null " : "";

    assertThat(outcome(method, false, text -> text.errback(problem("broken"))))
        .isEqualTo(expected + "broken");
    assertThat(outcome(method, true, text -> text.errback(problem("broken"))))
        .isEqualTo(expected + "broken");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theDeferredKeepsItsResult(Method method) {
    scene.run(_ -> {
      Deferred<String> text = Deferred.succeed("x");
      assertThat(made(method, text)).isNotNull();
      assertThat(text.result()).isEqualTo("x");
      return null;
    });
  }

  /// What a stage comes to that was made before `firing`, or after it; its message, if it failed.
  private Object outcome(Method method, boolean isFirst, Consumer<Deferred<String>> firing) {
    Object[] outcome = new Object[1];
    scene.run(_ -> {
      Deferred<String> text = new Deferred<>();
      if (isFirst) {
        firing.accept(text);
      }
      Deferred<?> made = Deferred.of(made(method, text));
      if (!isFirst) {
        assertThat(made.isFired()).isFalse();
        firing.accept(text);
      }
      outcome[0] =
          made.<Object>addBoth(result ->
                  switch (result) {
                    case Result.Success<?>(Object value) -> String.valueOf(value);
                    case Result.Failure<?>(Throwable failure) -> message(failure);
                  })
              .await();
      return null;
    });
    return outcome[0];
  }

  private static CompletionStage<?> made(Method method, Deferred<String> text) {
    Executor executor = Reactor.current()::post;
    return method.making.of(
        text, method.isEither() ? new Deferred<>() : Deferred.succeed("y"), executor);
  }
}
