package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Strand;
import io.weightless.reactor.StageMethod.Place;
import io.weightless.reactor.StageMethod.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The matrix of CompletableFuture's stage methods: how the first stage ends, whether it has ended
/// when the next one is added, and where that one's function runs. What comes out is what comes out
/// of the JDK's own future; only the place is the reactor.
class FutureStagesTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();

  /// How the first stage ends.
  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
  enum Ending {
    VALUE(first -> first.complete("value")),
    NULL(first -> first.complete(null)),
    FAILURE(first -> first.completeExceptionally(failure())),
    PASSED_ON(first -> first.completeExceptionally(new CompletionException(failure()))),
    CANCELLED(first -> first.cancel(false));

    private final Consumer<CompletableFuture<@Nullable String>> end;

    Ending(Consumer<CompletableFuture<@Nullable String>> end) {
      this.end = end;
    }
  }

  private static RuntimeException failure() {
    return new IllegalStateException("mine");
  }

  /// Who runs the caller.
  static String here() {
    Strand task = Strand.currentOrNull();
    return task == null ? "outside" : "a task of " + Reactor.current();
  }

  static Stream<Arguments> methodsAndPlaces() {
    return Arrays.stream(StageMethod.values())
        .flatMap(method -> Arrays.stream(Place.values()).map(place -> Arguments.of(method, place)));
  }

  @ParameterizedTest
  @MethodSource("methodsAndPlaces")
  void aStageGivesWhatThatOfTheJdkGivesAndRunsWhereItSays(StageMethod method, Place place) {
    for (Ending ending : Ending.values()) {
      for (boolean before : new boolean[] {true, false}) {
        Seen expected = new Seen();
        String outcome =
            outcomeOf(
                method, place, ending, before, new CompletableFuture<>(), Runnable::run, expected);
        Seen seen = new Seen();
        List<Runnable> given = new ArrayList<>();
        Executor executor =
            command -> {
              given.add(command);
              command.run();
            };

        assertThat(
                outcomeOf(method, place, ending, before, world.executor.future(), executor, seen))
            .as("%s, %s", ending, before)
            .isEqualTo(outcome);
        assertThat(seen.values).isEqualTo(expected.values);
        assertThat(seen.places)
            .allMatch(
                place == Place.ASYNC
                    ? "a task of Reactor[none, 1 tasks]"::equals
                    : "outside"::equals);
        if (place == Place.GIVEN) { // the JDK asks it also for some functions that it then skips
          assertThat(given).hasSizeGreaterThanOrEqualTo(seen.values.size());
        } else {
          assertThat(given).isEmpty();
        }
      }
    }
  }

  private String outcomeOf(
      StageMethod method,
      Place place,
      Ending ending,
      boolean before,
      CompletableFuture<@Nullable String> first,
      Executor given,
      Seen seen) {
    boolean ours = first instanceof ReactorFuture;
    if (before) {
      ending.end.accept(first);
    }
    CompletableFuture<?> next = method.add(first, ours ? place : sync(place), given, seen);
    if (!before) {
      assertThat(next).isNotDone();
      ending.end.accept(first);
    }
    assertThat(next instanceof ReactorFuture).isEqualTo(ours);
    if (ours && place == Place.ASYNC) {
      assertThat(seen.values).isEmpty();
    }
    world.settle();
    assertThat(next).isDone();
    return next.state() + " " + next.handle((value, failure) -> value + " " + failure).join();
  }

  /// The JDK's own is asked without threads.
  private static Place sync(Place place) {
    return place == Place.ASYNC ? Place.SYNC : place;
  }

  @ParameterizedTest
  @EnumSource(StageMethod.class)
  void whereTheExecutorIsShutDownAnAsynchronousStageFailsAndRunsNothing(StageMethod method) {
    boolean forFailure = method.name().startsWith("EXCEPTIONALLY");
    world.executor.shutdown();
    for (boolean before : new boolean[] {true, false}) {
      ReactorFuture<@Nullable String> first = world.executor.future();
      Ending ending = forFailure ? Ending.FAILURE : Ending.VALUE;
      Seen seen = new Seen();
      if (before) {
        ending.end.accept(first);
      }
      CompletableFuture<?> next = method.add(first, Place.ASYNC, Runnable::run, seen);
      if (!before) {
        ending.end.accept(first);
      }

      assertThat(next.exceptionNow()).isInstanceOf(RejectedExecutionException.class);
      assertThat(seen.values).isEmpty();
    }
  }
}
