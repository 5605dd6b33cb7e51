package io.weightless.observe;

import io.weightless.coroutine.Program;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Those that messages are for, and the ways to send them: all [Observers] of a component, or the
/// ones of a [name][Observers#named].
///
/// A name counts where the message leaves: what has it gets the message, and if that is transparent
/// so does all below it, whatever its name. Of a `once` it is those of the name that are called,
/// wherever they are below. A component that has no name is never addressed by one.
public sealed class Addressed permits Observers {
  private final Observers from;

  /// Null for all.
  private final @Nullable String to;

  /// All of them.
  Addressed() {
    from = (Observers) this;
    to = null;
  }

  Addressed(Observers from, String to) {
    this.from = from;
    this.to = Objects.requireNonNull(to);
  }

  /// The answer of the first that implements `type` and does not [decline][Decline].
  public final <T> T call(Class<T> type) {
    return dispatcher(Mode.CALL, OnFailure.STOP, type);
  }

  /// The same for programs: what the answering one reads and writes streams through, and its result
  /// is the answer. It may decline after that as well.
  public final <T> T any(Class<T> type) {
    return dispatcher(Mode.ANY, OnFailure.STOP, type);
  }

  /// Runs the programs of all that implement `type`, one after the other. Their results have to be
  /// null. The first that fails ends it.
  public final <T> T all(Class<T> type) {
    return dispatcher(Mode.ALL, OnFailure.STOP, type);
  }

  /// Tells all that implement `type`, one after the other. The first that fails ends it.
  public final <T> T tell(Class<T> type) {
    return dispatcher(Mode.TELL, OnFailure.STOP, type);
  }

  /// The same, with a choice of what happens when one fails.
  public final <T> T tell(Class<T> type, OnFailure onFailure) {
    return dispatcher(Mode.TELL, onFailure, type);
  }

  /// Calls all that implement `type`, wherever they are below: each before those below it, and each
  /// once, however many ways lead there, whether or not those between pass anything on. To begin
  /// and to end with. The first that fails ends it.
  public final <T> T once(Class<T> type) {
    return dispatcher(Mode.ONCE, OnFailure.STOP, type);
  }

  /// [#call] with a message that is known only now.
  public final @Nullable Object call(Message message) {
    return send(Mode.CALL, OnFailure.STOP, message);
  }

  /// [#any] with a message that is known only now.
  public final <I, O> Program<I, O, @Nullable Object> any(Message message) {
    return program(Mode.ANY, message);
  }

  /// [#all] with a message that is known only now.
  public final <I, O> Program<I, O, @Nullable Object> all(Message message) {
    return program(Mode.ALL, message);
  }

  /// [#tell] with a message that is known only now.
  public final void tell(Message message) {
    tell(message, OnFailure.STOP);
  }

  /// The same, with a choice of what happens when one fails.
  public final void tell(Message message, OnFailure onFailure) {
    var _ = send(Mode.TELL, onFailure, message);
  }

  @SuppressWarnings("unchecked") // it is made for it
  private <T> T dispatcher(Mode mode, OnFailure onFailure, Class<T> type) {
    return (T) from.dispatcher(mode, onFailure, to, type);
  }

  private @Nullable Object send(Mode mode, OnFailure onFailure, Message message) {
    return new Dynamic(new Way(from, mode, onFailure, to, null), message).send();
  }

  @SuppressWarnings("unchecked") // who sends it knows what those who answer read and write
  private <I, O> Program<I, O, @Nullable Object> program(Mode mode, Message message) {
    return (Program<I, O, @Nullable Object>)
        Objects.requireNonNull(send(mode, OnFailure.STOP, message));
  }

  @Override
  public String toString() {
    return "'" + to + "' of " + from;
  }
}
