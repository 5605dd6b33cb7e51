package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Values that all see which run inside a section: the cases of Weightless' local.
class ComposeLocalTest {
  private static final Local<String> USER = Local.of("user");
  private static final Local<Integer> A = Local.of("a");
  private static final Local<Integer> B = Local.of("b");

  private final List<Object> trail = new ArrayList<>();

  @FromEverywhere
  void whatNobodyHasIsNotFoundAndSaidWithItsName(Driver driver) {
    driver.run(() -> {
      assertThat(USER.find()).isEmpty();
      assertThatThrownBy(USER::get)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("nobody around here has a value for Local[user]");
      Coroutine<String, String, String> looking = Coroutine.of("looking", _ -> USER.get());
      assertThatThrownBy(looking::next).hasMessageContaining("Local[user]");
    });
  }

  @FromEverywhere
  void theFailureShowsWhoLooked(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> looking = Coroutine.of("looking", ComposeLocalTest::looks);
      Throwable thrown = Objects.requireNonNull(catchThrowable(looking::next));
      assertThat(Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getMethodName))
          .contains("looks");
    });
  }

  private static String looks(Io<String, String> io) {
    return USER.get();
  }

  @FromEverywhere
  void aCalledProgramFindsWhatItsCallerHas(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> caller =
          Coroutine.of(
              "caller",
              io -> USER.where("caller", () -> io.call(a -> a.call(ComposeLocalTest::looks))));
      assertThat(Talk.with(caller)).containsExactly("returns caller");
    });
  }

  @FromEverywhere
  void programsThatShareACalledOneEachHaveTheirOwn(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> one = shared("one");
      Coroutine<String, String, String> two = shared("two");
      one.next();
      two.next();
      assertThat(Talk.word(one.send("a"))).isEqualTo("returns one a");
      assertThat(Talk.word(two.send("b"))).isEqualTo("returns two b");
    });
  }

  private static Coroutine<String, String, String> shared(String name) {
    return Coroutine.of(
        name, io -> USER.where(name, () -> io.call(called -> readsThenLooks(called))));
  }

  private static String readsThenLooks(Io<String, String> io) {
    String input = io.next();
    return USER.get() + " " + input;
  }

  @FromEverywhere
  void theNearestCounts(Driver driver) {
    driver.run(() ->
        A.where(
            1,
            () ->
                B.where(
                    2,
                    () -> {
                      Coroutine<String, String, List<Integer>> inner =
                          Coroutine.of("inner", _ -> A.where(10, () -> List.of(A.get(), B.get())));
                      inner.next();
                      assertThat(inner.result()).containsExactly(10, 2);
                      return assertThat(A.get()).isEqualTo(1);
                    })));
  }

  @FromEverywhere
  void afterASectionTheValueAroundItCountsAgain(Driver driver) {
    driver.run(() -> {
      Coroutine<String, Integer, Integer> coroutine =
          Coroutine.of(
              "sections",
              io ->
                  A.where(
                      1,
                      () -> {
                        A.where(
                            2,
                            () -> {
                              io.write(A.get());
                              return null;
                            });
                        return A.get();
                      }));
      assertThat(Talk.with(coroutine)).containsExactly("writes 2", "returns 1");
    });
  }

  /// Not whoever drove it before.
  @FromEverywhere
  void aCoroutineSeesWhatItsDriverHasNowAndNotBefore(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "looking",
              io -> {
                while (true) {
                  io.write(USER.find().orElse("nobody"));
                }
              });
      USER.where("first", () -> trail.add(Talk.word(coroutine.next())));
      USER.where("second", () -> trail.add(Talk.word(coroutine.next())));
      trail.add(Talk.word(coroutine.next()));
      coroutine.close();
      assertThat(trail).containsExactly("writes first", "writes second", "writes nobody");
      trail.clear();
    });
  }

  @FromEverywhere
  void theDriversOfDriversAreSeenInnermostFirst(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> outer =
          Coroutine.of(
              "outer",
              _ ->
                  B.where(
                      7,
                      () -> {
                        Coroutine<String, String, String> inner =
                            Coroutine.of("inner", _ -> USER.get() + " " + A.get() + " " + B.get());
                        inner.next();
                        return inner.result();
                      }));
      USER.where("driver", () -> A.where(1, () -> B.where(2, outer::next)));
      assertThat(outer.result()).isEqualTo("driver 1 7");
    });
  }

  @FromEverywhere
  void aHandlerOfWhatIsThrownInFindsWhatItsOwnProgramHas(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "handling",
              io ->
                  USER.where(
                      "aap",
                      () -> {
                        try {
                          return io.next();
                        } catch (IllegalStateException _) {
                          return io.call(ComposeLocalTest::looks);
                        }
                      }));
      coroutine.next();
      Step<?, ?, ?> step = USER.where("test", () -> coroutine.fail(new IllegalStateException()));
      assertThat(Talk.word(step)).isEqualTo("returns aap");
    });
  }

  @FromEverywhere
  void aFinallyBlockFindsItAlsoWhenItIsClosed(Driver driver) {
    driver.run(() -> {
      Coroutine<String, String, String> coroutine =
          Coroutine.of(
              "closing",
              io ->
                  A.where(
                      1,
                      () -> {
                        try {
                          return io.next();
                        } finally {
                          trail.add(A.get() + " " + USER.get());
                        }
                      }));
      coroutine.next();
      USER.where(
          "closer",
          () -> {
            coroutine.close();
            return null;
          });
      assertThat(trail).containsExactly("1 closer");
      trail.clear();
    });
  }

  @FromEverywhere
  void aSidekickSeesWhatTheOneThatAsksHas(Driver driver) {
    record Who() implements Request<String> {}
    driver.run(() -> {
      Coroutine<String, String, String> asking =
          Coroutine.<String, String, String>of(
                  "asking", io -> USER.where("asker", () -> io.ask(new Who())))
              .sidekick(Who.class, _ -> USER.get());
      assertThat(Talk.with(asking)).containsExactly("returns asker");
    });
  }

  @FromEverywhere
  void anyValueIsSeenWhateverItsType(Driver driver) {
    driver.run(() -> {
      for (Object value : List.of(1, "", false, List.of(), new int[0])) {
        Local<Object> local = Local.of("any");
        local.where(value, () -> assertThat(local.get()).isSameAs(value));
        assertThat(local.find()).isEmpty();
      }
    });
  }
}
