package io.weightless.coroutine;

/// A checked exception that passed from a coroutine to its driver, or from there into it. Unchecked
/// ones pass as they are.
public final class CoroutineFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CoroutineFailed(String name, Throwable cause) {
    super("coroutine '" + name + "' failed: " + cause, cause);
    Backtrace.clean(this);
  }

  /// The exception itself if it is unchecked.
  static Throwable unchecked(String name, Throwable failure) {
    return failure instanceof RuntimeException || failure instanceof Error
        ? failure
        : new CoroutineFailed(name, failure);
  }

  /// The same, to throw; an error it throws itself.
  static RuntimeException toThrow(String name, Throwable failure) {
    Throwable thrown = unchecked(name, failure);
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }
}
