package io.weightless.engine.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A stack with a body of a test, which stops and goes.
final class Stack extends Handover implements Strands.Dependent {
  private final Consumer<Stack> content;

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
  protected Strands.Dependent dependent() {
    return this;
  }

  @Override
  protected @Nullable Error endedByOwner() {
    return null;
  }

  @Override
  public void endWithOwner() {
    while (!isDone()) {
      go();
    }
  }
}
