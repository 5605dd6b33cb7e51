package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandleTest {
  @Test
  void aProgramGivesItsOwnHandleToOthersWhoDriveItLater() {
    List<Coroutine<String, String, ?>> callbacks = new ArrayList<>();
    try (Coroutine<String, String, String> waiter =
        Coroutine.of(io -> {
          callbacks.add(io.self());
          return io.next();
        })) {
      waiter.next();
      callbacks.getFirst().send("called back");

      assertThat(callbacks).containsExactly(waiter);
      assertThat(waiter.result()).isEqualTo("called back");
    }
  }

  @Test
  void whatItCallsFindsItToo() {
    List<Coroutine<?, ?, ?>> found = new ArrayList<>();
    Coroutine<String, String, @Nullable Void> outer =
        Coroutine.of(io ->
            io.call(_ -> {
              found.add(Coroutine.current());
              return null;
            }));
    outer.next();

    assertThat(found).containsExactly(outer);
  }

  @Test
  void aStageFindsItsPipelineAndHasNoHandleOfItsOwn() {
    List<Object> found = new ArrayList<>();
    Coroutine<String, String, @Nullable Void> stage =
        Coroutine.of(io -> {
          found.add(Coroutine.current());
          io.self();
          return null;
        });
    Coroutine<String, String, @Nullable Void> last =
        Coroutine.of(io -> {
          io.read();
          return null;
        });
    var line = stage.into(last);

    assertThatThrownBy(line::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one stage of several");
    assertThat(found).containsExactly(line);
  }

  @Test
  void outsideOfCoroutinesThereIsNone() {
    assertThatThrownBy(Coroutine::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no coroutine runs here");
  }

  @Test
  void itsTraceShowsWhereItIsPausedAndEachLevelAbove() {
    try (Coroutine<String, String, @Nullable Void> deep =
        Coroutine.of(io -> io.call(HandleTest::level1))) {
      assertThat(deep.trace()).isEmpty();
      deep.next();
      assertThat(deep.trace())
          .extracting(StackTraceElement::getMethodName)
          .startsWith("level2", "level1")
          .last()
          .asString()
          .contains("itsTraceShows");
      deep.end();
      assertThat(deep.trace()).isEmpty();
    }
  }

  private static @Nullable Void level1(Io<String, String> io) {
    return io.call(HandleTest::level2);
  }

  private static @Nullable Void level2(Io<String, String> io) {
    io.read();
    return null;
  }
}
