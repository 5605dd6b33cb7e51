package io.weightless.component;

import io.weightless.engine.internal.Description;

/// A component has crashed: the cause is what its program threw.
public final class ComponentFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final boolean isOfItsEnd;

  ComponentFailed(String path, Throwable cause, boolean isOfItsEnd) {
    super(path + " failed: " + Description.of(cause), cause);
    this.path = path;
    this.isOfItsEnd = isOfItsEnd;
  }

  /// Whether it had been told to end before.
  boolean isOfItsEnd() {
    return isOfItsEnd;
  }

  /// The names of the components around it and its own, outermost first: `Graph/Parser-2`.
  public String path() {
    return path;
  }
}
