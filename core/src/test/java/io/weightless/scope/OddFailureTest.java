package io.weightless.scope;

import static io.weightless.scope.Stage.sleepForEver;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Failures whose own code gets in the way.
class OddFailureTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void aFailureThatCannotBePrintedCancelsItsScopeLikeAnyOther() {
    Unprintable failure = new Unprintable();
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() ->
              Scope.run(scope -> {
                scope.start(
                    "failing",
                    () -> {
                      throw failure;
                    });
                sleepForEver();
                return null;
              }));
      stage.mark(thrown == failure);
    });

    assertThat(stage.trail).containsExactly(true);
  }

  @Test
  void aCallbacksFailureThatCannotBePrintedEndsTheRunLikeAnyOther() {
    boolean[] ended = {false};
    assertThatThrownBy(() ->
            stage.run(() -> {
              stage.reactor.post(() -> {
                throw new Unprintable();
              });
              try {
                sleepForEver();
              } finally {
                ended[0] = true;
              }
            }))
        .isInstanceOf(Unprintable.class);

    assertThat(ended).containsExactly(true);
  }

  @Test
  void twoFailuresThatAreEqualAreBothKept() {
    Equal first = new Equal();
    Equal second = new Equal();
    stage.run(() ->
        thrownBy(() ->
            Scope.run(scope -> {
              scope.start(
                  "first",
                  () -> {
                    throw first;
                  });
              scope.start(
                  "second",
                  () -> {
                    throw second;
                  });
              return null;
            })));

    assertThat(first.getSuppressed()).hasSize(1);
    assertThat(first.getSuppressed()[0] == second).isTrue();
  }

  @Test
  void aThrowableThatIsNeitherErrorNorExceptionComesOutAsItIs() {
    Bare failure = new Bare();
    stage.run(() -> {
      Throwable thrown =
          thrownBy(() -> Scope.run(scope -> scope.start("bare", () -> sneak(failure))));
      stage.mark(thrown == failure);
    });
    assertThatThrownBy(() -> stage.run(() -> sneak(failure))).isSameAs(failure);

    assertThat(stage.trail).containsExactly(true);
  }

  private static <X extends Throwable> void sneak(Throwable failure) throws X {
    @SuppressWarnings("unchecked")
    X sneaked = (X) failure;
    throw sneaked;
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @SuppressWarnings("ThrowableEqualsHashCode") // that is what is odd about it
  private static final class Equal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Equal;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private static final class Bare extends Throwable {
    private static final long serialVersionUID = 1L;
  }
}
