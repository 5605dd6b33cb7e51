package io.weightless.deferred;

import static io.weightless.deferred.Seen.failureOf;
import static io.weightless.deferred.Seen.problem;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The second firing, by which of the two after which of the two, with debugging and without.
class AlreadyCalledTest {
  enum How {
    CALLBACK,
    ERRBACK
  }

  @AfterEach
  void debugNoMore() {
    Deferred.debug(false);
  }

  @ParameterizedTest
  @CsvSource({"CALLBACK,CALLBACK", "CALLBACK,ERRBACK", "ERRBACK,CALLBACK", "ERRBACK,ERRBACK"})
  void itFiresOnce(How first, How second) {
    Deferred<String> fired = new Deferred<>();
    fire(fired, first);

    assertThat(thrownBy(() -> fire(fired, second)))
        .isInstanceOf(AlreadyCalled.class)
        .hasMessage("this Deferred has fired already")
        .hasNoCause();
    assertThat(fired.addBoth(result -> result instanceof Result.Success<?>).result())
        .isEqualTo(first == How.CALLBACK);
  }

  @ParameterizedTest
  @CsvSource({"CALLBACK,CALLBACK", "CALLBACK,ERRBACK", "ERRBACK,CALLBACK", "ERRBACK,ERRBACK"})
  void whoDebugsIsToldWhereItWasMadeAndWhereItFired(How first, How second) {
    Deferred.debug(true);
    Deferred<String> fired = made();
    fire(fired, first);

    Throwable where = Objects.requireNonNull(thrownBy(() -> fire(fired, second)).getCause());
    assertThat(where).hasMessage("it was fired here");
    assertThat(methods(where)).contains("fire").doesNotContain("made");
    Throwable before = Objects.requireNonNull(where.getCause());
    assertThat(before).hasMessage("it was made here");
    assertThat(methods(before)).contains("made").doesNotContain("fire");
    if (first == How.ERRBACK) {
      failureOf(fired);
    }
  }

  private static Deferred<String> made() {
    return new Deferred<>();
  }

  private static void fire(Deferred<String> deferred, How how) {
    switch (how) {
      case CALLBACK -> deferred.callback("value");
      case ERRBACK -> deferred.errback(problem("failure"));
    }
  }

  private static String[] methods(Throwable where) {
    return Arrays.stream(where.getStackTrace())
        .map(StackTraceElement::getMethodName)
        .toArray(String[]::new);
  }
}
