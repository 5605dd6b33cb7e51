package io.weightless.event;

/// What is done about an event: straight-line code in a task, that may wait.
@FunctionalInterface
public interface Handler<E> {
  /// @throws io.weightless.observe.Decline to leave it to the others, as if it had not been asked
  void handle(E event) throws Exception;
}
