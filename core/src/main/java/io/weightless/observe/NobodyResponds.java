package io.weightless.observe;

import org.jspecify.annotations.Nullable;

/// A message that needs an answer came to nobody who gives one. Whoever sent it is wrong, or the
/// tree is; a component that does not want to answer throws [Decline].
///
/// To an [Unknown] that passes a message on it is no failure, and has no trace.
public final class NobodyResponds extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Observers from;

  /// Null when it was not sent as a value.
  private final transient @Nullable Message message;

  NobodyResponds(String text, Observers from, @Nullable Message message) {
    super(text, null, true, message == null || !message.isPassedOn(from));
    this.from = from;
    this.message = message;
  }

  /// What it is to whoever asked a component with `asked`: a decline, when it was the component
  /// that passed on that very message, and the nobody is below it.
  RuntimeException seenAbove(Message asked) {
    return message == asked && asked.isPassedOn(from) ? new Decline() : this;
  }
}
