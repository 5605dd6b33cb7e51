package io.weightless.coroutine;

/// Calls of programs inside each other went deeper than the limit of [Io#call].
public final class DepthExceeded extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  DepthExceeded(String name, int limit) {
    super(
        "coroutine '"
            + name
            + "' calls more than "
            + limit
            + " programs inside each other: run it with ./weightless, or give java a larger -Xss"
            + " and -Dweightless.coroutine.depth");
  }
}
