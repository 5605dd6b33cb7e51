package io.weightless.coroutine;

/// Thrown where a coroutine is paused when its driver closes it, so that it unwinds and its
/// `finally` blocks run.
///
/// Let it pass. It is an `Error` so that `catch (Exception e)` does not eat it; and should it be
/// caught, the next read or write throws it again.
public final class CoroutineClosed extends Error {
  private static final long serialVersionUID = 1L;

  /// For a [Responder] that answers nothing any more, so that the program unwinds.
  ///
  /// @param name of the coroutine
  public CoroutineClosed(String name) {
    super("coroutine '" + name + "' was closed");
  }
}
