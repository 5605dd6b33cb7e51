package io.weightless.coroutine;

/// The input ended where a coroutine needed more of it: see [Io#next].
public final class EndOfInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EndOfInput(String name) {
    super("the input of coroutine '" + name + "' ended where it needed more");
  }
}
