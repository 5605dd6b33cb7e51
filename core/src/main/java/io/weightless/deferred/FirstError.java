package io.weightless.deferred;

/// The failure of the first member of a [DeferredList] that failed, which is the cause.
public final class FirstError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int index;

  FirstError(int index, Throwable cause) {
    super("member " + index + " failed with " + cause.getClass().getName(), cause);
    this.index = index;
  }

  /// Which one, from 0.
  public int index() {
    return index;
  }
}
