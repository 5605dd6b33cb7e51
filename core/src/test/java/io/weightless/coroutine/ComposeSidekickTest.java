package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A second channel beside the data, to whoever schedules: the cases of the sidekick that
/// Weightless' compose had.
class ComposeSidekickTest {
  private sealed interface Asked<A extends @Nullable Object> extends Request<A> {}

  private record Add(int a, int b) implements Asked<Integer> {}

  private record Nothing() implements Asked<@Nullable String> {}

  private record Other() implements Request<String> {}

  private final List<Object> trail = new ArrayList<>();

  private Coroutine<String, String, String> adding(Subprogram<String, String, String, ?> program) {
    return Coroutine.<String, String, String>of("adding", program::run)
        .sidekick(
            Add.class,
            add -> {
              trail.add(add);
              return add.a + add.b;
            });
  }

  @FromEverywhere
  void whatItAnswersDoesNotAppearInTheOutput(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          adding(io -> {
            io.write("a");
            int sum = io.ask(new Add(1, 2));
            io.write("b");
            return "sum " + sum;
          });
      assertThat(Talk.with(coroutine)).containsExactly("writes a", "writes b", "returns sum 3");
      assertThat(trail).containsExactly(new Add(1, 2));
      trail.clear();
    });
  }

  @FromEverywhere
  void theDataIsNotDisturbed(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          adding(io -> {
            String first = io.next();
            io.unread("given back");
            int sum = io.call(called -> called.ask(new Add(3, 4)));
            return first + ", " + io.next() + ", " + sum + ", " + io.next();
          });
      assertThat(Talk.with(coroutine, "a", "b"))
          .containsExactly("reads", "reads", "returns a, given back, 7, b");
    });
  }

  @FromEverywhere
  void whatItFailsWithLeavesTheCoroutine(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine = failing(io -> "" + io.ask(new Add(1, 1)));
      assertThatThrownBy(coroutine::next)
          .isInstanceOf(CoroutineFailed.class)
          .hasMessageContaining("coroutine 'failing' failed")
          .hasCauseInstanceOf(IOException.class);
      assertThat(coroutine.isDone()).isTrue();
    });
  }

  @FromEverywhere
  void whatItFailsWithMayBeCaughtWhereItWasAsked(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          failing(io -> {
            try {
              return "" + io.ask(new Add(1, 1));
            } catch (CoroutineFailed e) {
              return "caught " + e.getCause();
            }
          });
      assertThat(Talk.with(coroutine))
          .containsExactly("returns caught java.io.IOException: can't add");
    });
  }

  private static Coroutine<String, String, String> failing(
      Subprogram<String, String, String, ?> program) {
    return Coroutine.<String, String, String>of("failing", program::run)
        .sidekick(
            Add.class,
            _ -> {
              throw new IOException("can't add");
            });
  }

  @Test
  void itsFailureTellsTheWayFromTheDriverToIt() {
    Coroutine<String, String, String> coroutine =
        Coroutine.<String, String, String>of("asking", ComposeSidekickTest::asksForSum)
            .sidekick(Add.class, ComposeSidekickTest::refusesToAdd);
    assertThatThrownBy(coroutine::next)
        .satisfies(e ->
            assertThat(Arrays.stream(e.getStackTrace()).map(StackTraceElement::getMethodName))
                .containsSubsequence(
                    "refusesToAdd", "asksForSum", "itsFailureTellsTheWayFromTheDriverToIt"));
  }

  private static String asksForSum(Io<String, String> io) {
    return "" + io.ask(new Add(1, 2));
  }

  private static int refusesToAdd(Add add) {
    throw new IllegalArgumentException("won't do " + add);
  }

  @FromEverywhere
  void theFirstThatFitsAnswersAndTheRestGoesToTheDriver(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          adding(io ->
                  io.ask(new Nothing()) + " " + io.ask(new Add(2, 2)) + " " + io.ask(new Other()))
              .sidekick(Nothing.class, _ -> null);
      assertThat(coroutine.next()).isEqualTo(new Step.Asks<>(new Other()));
      Other asked = (Other) ((Step.Asks<?, ?, ?>) coroutine.step()).request();
      assertThat(Talk.word(coroutine.answer(asked, "driver"))).isEqualTo("returns null 4 driver");
    });
  }

  @FromEverywhere
  void itIsAskedOnTheCoroutineSoThatItMayDriveOthers(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.<String, String, String>of("outer", io -> "" + io.ask(new Add(20, 22)))
              .sidekick(
                  Add.class,
                  add -> {
                    Coroutine<Integer, Integer, Integer> adder =
                        Coroutine.of("adder", io -> io.next() + io.next());
                    adder.next();
                    adder.send(add.a);
                    adder.send(add.b);
                    return adder.result();
                  });
      assertThat(Talk.with(coroutine)).containsExactly("returns 42");
    });
  }

  @Test
  void itIsGivenBeforeTheFirstStep() {
    Coroutine<String, String, String> begun = Coroutine.of("begun", Io::next);
    begun.next();
    assertThatThrownBy(() -> begun.sidekick(Add.class, _ -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'begun' was started already");
    begun.close();
  }
}
