package io.weightless.offload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Locals are not handed over to a job: see `docs/locals.md`.
class OffloadLocalsTest {
  private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "unset");
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
  private static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

  @AutoClose private final World world = new World(1);

  @Test
  void aJobSeesNoLocalsOfItsTask() {
    world.run(() -> {
      LOCAL.set("of the task");
      INHERITED.set("of the task");
      Thread.currentThread().setContextClassLoader(new ClassLoader() {});
      ScopedValue.where(SCOPED, "of the task").run(() -> world.offload.call(this::markLocals));
      world.mark(LOCAL.get());
    });

    assertThat(world.trail)
        .containsExactly("unset", "none", false, ClassLoader.getSystemClassLoader(), "of the task");
  }

  private String markLocals() {
    world.mark(LOCAL.get());
    world.mark(INHERITED.get() == null ? "none" : INHERITED.get());
    world.mark(SCOPED.isBound());
    world.mark(Thread.currentThread().getContextClassLoader());
    return "";
  }

  @Test
  void whatAJobSetsStaysOnItsThreadAndIsNotSeenByATask() {
    world.run(() -> {
      world.offload.call(() -> {
        LOCAL.set("of a job");
        return "";
      });
      world.mark(LOCAL.get());
      world.mark(world.offload.call(LOCAL::get));
    });

    assertThat(world.trail).containsExactly("unset", "of a job");
  }
}
