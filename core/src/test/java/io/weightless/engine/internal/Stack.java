package io.weightless.engine.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A stack with a body of a test, which stops and goes.
final class Stack extends Handover {
  private final Consumer<Stack> content;

  private final Dependent whole =
      new Dependent() {
        @Override
        protected void endWithOwner() {
          while (!isDone()) {
            go();
          }
        }
      };

  Stack(String name, Consumer<Stack> content) {
    super(name);
    this.content = content;
  }

  void go() {
    resume();
  }

  void stop() {
    pause();
  }

  @Override
  protected void body() {
    content.accept(this);
  }

  @Override
  protected @Nullable Handover successor() {
    return null;
  }

  @Override
  protected Dependent dependent() {
    return whole;
  }

  @Override
  protected @Nullable Error endedByOwner() {
    return null;
  }
}
