package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalTest {
  private static final Local<String> NAME = Local.of("name");
  private static final Local<Integer> NUMBER = Local.of("number");

  @Test
  void theNearestValueCountsAndTheOneAroundItIsBackAfterwards() {
    NAME.where(
        "outer",
        () -> {
          NUMBER.where(
              1,
              () ->
                  NAME.where(
                      "inner",
                      () -> {
                        assertThat(NAME.get()).isEqualTo("inner");
                        assertThat(NUMBER.get()).isEqualTo(1);
                        return null;
                      }));
          assertThat(NAME.get()).isEqualTo("outer");
          assertThat(NUMBER.find()).isEmpty();
          return null;
        });
  }

  @Test
  void whereThereIsNoneItsNameIsTold() {
    assertThatThrownBy(NAME::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nobody around here has a value for Local[name]");
  }

  @Test
  void aCoroutineSeesWhatItsDriverOfTheMomentHas() {
    try (var names = names()) {
      assertThat(NAME.where("first", names::next)).isEqualTo(new Step.Output<>("first"));
      assertThat(NAME.where("second", names::next)).isEqualTo(new Step.Output<>("second"));
      assertThat(names.next()).isEqualTo(new Step.Output<>("nobody"));
    }
  }

  @Test
  void itsOwnValueComesBeforeItsDriversAndNobodyElseSeesIt() {
    try (Coroutine<String, String, @Nullable Void> own =
        Coroutine.of(io ->
            NAME.where(
                "own",
                () -> {
                  io.write(NAME.get());
                  return null;
                }))) {
      assertThat(NAME.where("driver", own::next)).isEqualTo(new Step.Output<>("own"));
      assertThat(NAME.find()).isEmpty();
    }
  }

  @Test
  void theDriversDriverIsAskedWhenTheDriverHasNone() {
    Coroutine<String, String, @Nullable Void> middle =
        Coroutine.of(io -> {
          try (var names = names()) {
            NUMBER.where(1, names::next);
            io.write(((Step.Output<?, String, ?>) names.step()).value());
          }
          return null;
        });
    try (middle) {
      assertThat(NAME.where("far", middle::next)).isEqualTo(new Step.Output<>("far"));
    }
  }

  @Test
  void aStageOfAPipelineSeesThatOfTheDriver() {
    Coroutine<String, String, @Nullable Void> same =
        Coroutine.of(io -> {
          io.write(io.next() + NAME.get());
          return null;
        });
    try (var line = names().into(same)) {
      assertThat(NAME.where("x", line::next)).isEqualTo(new Step.Output<>("xx"));
    }
  }

  @Test
  void itIsThereInItsFinallyBlocksToo() {
    StringBuilder seen = new StringBuilder();
    Coroutine<String, String, @Nullable Void> closing =
        Coroutine.of(io -> {
          try {
            io.read();
          } finally {
            seen.append(NAME.get());
          }
          return null;
        });
    closing.next();
    NAME.where(
        "closer",
        () -> {
          closing.close();
          return null;
        });
    assertThat(seen).hasToString("closer");
  }

  private static Coroutine<String, String, @Nullable Void> names() {
    return Coroutine.of(io -> {
      while (true) {
        io.write(NAME.find().orElse("nobody"));
      }
    });
  }

  @Test
  void thereIsNoNullValue() {
    assertThatThrownBy(() -> NAME.where(nothing(), () -> null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("a value is never null");
  }

  @SuppressWarnings("NullAway") // that is the mistake
  private static String nothing() {
    return null;
  }
}
