package io.weightless.observe;

import io.weightless.coroutine.Program;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The observers of one name: the same ways to send as [Observers] has, for these only.
///
/// A name counts where the message leaves: what has it gets the message, and if that is transparent
/// so does all below it, whatever its name. Of a `once` it is those of the name that are called,
/// wherever they are below. A component that has no name is never addressed.
public final class Addressed {
  private final Observers from;
  private final @Nullable String name;

  Addressed(Observers from, @Nullable String name) {
    this.from = from;
    this.name = name;
  }

  /// As [Observers#call].
  public <T> T call(Class<T> type) {
    return dispatcher(Mode.CALL, OnFailure.STOP, type);
  }

  /// As [Observers#any].
  public <T> T any(Class<T> type) {
    return dispatcher(Mode.ANY, OnFailure.STOP, type);
  }

  /// As [Observers#all].
  public <T> T all(Class<T> type) {
    return dispatcher(Mode.ALL, OnFailure.STOP, type);
  }

  /// As [Observers#tell].
  public <T> T tell(Class<T> type) {
    return dispatcher(Mode.TELL, OnFailure.STOP, type);
  }

  /// As [Observers#tell].
  public <T> T tell(Class<T> type, OnFailure onFailure) {
    return dispatcher(Mode.TELL, onFailure, type);
  }

  /// As [Observers#once].
  public <T> T once(Class<T> type) {
    return dispatcher(Mode.ONCE, OnFailure.STOP, type);
  }

  /// As [Observers#call].
  public @Nullable Object call(Message message) {
    return send(Mode.CALL, OnFailure.STOP, message);
  }

  /// As [Observers#any].
  public <I, O> Program<I, O, @Nullable Object> any(Message message) {
    return program(Mode.ANY, message);
  }

  /// As [Observers#all].
  public <I, O> Program<I, O, @Nullable Object> all(Message message) {
    return program(Mode.ALL, message);
  }

  /// As [Observers#tell].
  public void tell(Message message) {
    tell(message, OnFailure.STOP);
  }

  /// As [Observers#tell].
  public void tell(Message message, OnFailure onFailure) {
    var _ = send(Mode.TELL, onFailure, message);
  }

  @SuppressWarnings("unchecked") // it is made for it
  private <T> T dispatcher(Mode mode, OnFailure onFailure, Class<T> type) {
    return (T) from.dispatcher(mode, onFailure, name, type);
  }

  private @Nullable Object send(Mode mode, OnFailure onFailure, Message message) {
    return new Dynamic(new Way(from, mode, onFailure, name, null), message).send();
  }

  @SuppressWarnings("unchecked") // who sends it knows what those who answer read and write
  private <I, O> Program<I, O, @Nullable Object> program(Mode mode, Message message) {
    return (Program<I, O, @Nullable Object>)
        Objects.requireNonNull(send(mode, OnFailure.STOP, message));
  }

  @Override
  public String toString() {
    return name == null ? from.toString() : "'" + name + "' of " + from;
  }
}
