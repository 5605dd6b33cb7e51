package io.weightless.event;

/// What answers an event that asks for something.
@FunctionalInterface
public interface Answerer<E, R> {
  /// @throws io.weightless.observe.Decline to leave it to the others, as if it had not been asked
  R answer(E event) throws Exception;
}
