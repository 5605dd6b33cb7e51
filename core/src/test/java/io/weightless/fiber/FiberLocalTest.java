package io.weightless.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FiberLocalTest {
  private static final FiberLocal<String> USER = FiberLocal.of("user");

  @Test
  void whatAFiberHasForItselfIsEmptyAtFirstAndSeenFromOutside() {
    Fibers.run(() -> {
      Fiber main = Fiber.current();
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                Fiber.current().locals().put("key", "inside");
                main.switchTo();
                return Fiber.current().locals().get("key");
              });
      assertThat(child.locals()).isEmpty();
      child.switchTo();
      assertThat(child.locals()).containsEntry("key", "inside");
      child.locals().put("key", "outside");
      assertThat(child.switchTo()).isEqualTo("outside");
      assertThat(main.locals()).isEmpty();
    });
  }

  @Test
  void aLocalHasAValueForEachFiberAndChildrenInheritNone() {
    Fibers.run(() -> {
      USER.set("main");
      Fiber main = Fiber.current();
      List<Object> trail = new ArrayList<>();
      Fiber child =
          Fiber.of(
              "child",
              () -> {
                trail.add(USER.find());
                USER.set("child");
                main.switchTo();
                trail.add(USER.get());
              });
      child.switchTo();
      assertThat(USER.get()).isEqualTo("main");
      child.switchTo();
      assertThat(trail).containsExactly(java.util.Optional.empty(), "child");
      assertThat(child.locals()).containsEntry(USER, "child");
    });
  }

  @Test
  void withoutAValueItSaysWhoHasNone() {
    Fibers.run(() -> {
      assertThatThrownBy(USER::get)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Fiber['main', STARTED] has no value for FiberLocal[user]");
      USER.set("somebody");
      USER.remove();
      USER.remove();
      assertThat(USER.find()).isEmpty();
    });
  }

  @Test
  void twoOfOneNameAreTwo() {
    Fibers.run(() -> {
      USER.set("one");
      assertThat(FiberLocal.<String>of("user").find()).isEmpty();
    });
  }

  @Test
  void outsideOfFibersThereIsNone() {
    assertThatThrownBy(USER::get).isInstanceOf(FiberError.class);
    assertThatThrownBy(() -> USER.set("nobody")).isInstanceOf(FiberError.class);
  }

  @Test
  void anotherThreadDoesNotLookWhileTheFibersRunAndMayWhenTheyHaveEnded() {
    Fiber seen =
        Fibers.run(() -> {
          Fiber child = Fiber.of("child", () -> USER.set("child"));
          child.switchTo();
          assertThatThrownBy(() -> CompletableFuture.supplyAsync(child::locals).join())
              .hasRootCauseInstanceOf(FiberError.class)
              .hasMessageContaining("cannot look into a Fiber on a different thread: 'child'");
          return child;
        });

    assertThat(seen.locals()).containsEntry(USER, "child");
  }
}
