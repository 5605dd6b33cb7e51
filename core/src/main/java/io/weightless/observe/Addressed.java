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
  private final Lane call;
  private final Lane any;
  private final Lane all;
  private final Lane tell;
  private final Lane tellAndGoOn;
  private final Lane once;

  /// All of them.
  Addressed() {
    this(null, null);
  }

  /// @param from null for these
  /// @param name null for all
  Addressed(@Nullable Observers from, @Nullable String name) {
    Observers sender = from == null ? (Observers) this : from;
    call = lane(sender, Mode.CALL, OnFailure.STOP, name);
    any = lane(sender, Mode.ANY, OnFailure.STOP, name);
    all = lane(sender, Mode.ALL, OnFailure.STOP, name);
    tell = lane(sender, Mode.TELL, OnFailure.STOP, name);
    tellAndGoOn = lane(sender, Mode.TELL, OnFailure.GO_ON, name);
    once = lane(sender, Mode.ONCE, OnFailure.STOP, name);
  }

  private static Lane lane(Observers from, Mode mode, OnFailure onFailure, @Nullable String name) {
    return new Lane(new Way(from, mode, onFailure, name, null));
  }

  /// The answer of the first that implements `type` and does not [decline][Decline].
  public final <T> T call(Class<T> type) {
    return dispatcher(call, type);
  }

  /// The same for programs: what the answering one reads and writes streams through, and its result
  /// is the answer. It may decline after that as well.
  public final <T> T any(Class<T> type) {
    return dispatcher(any, type);
  }

  /// Runs the programs of all that implement `type`, one after the other. Their results have to be
  /// null. The first that fails ends it.
  public final <T> T all(Class<T> type) {
    return dispatcher(all, type);
  }

  /// Tells all that implement `type`, one after the other. The first that fails ends it.
  public final <T> T tell(Class<T> type) {
    return dispatcher(tell, type);
  }

  /// The same, with a choice of what happens when one fails.
  public final <T> T tell(Class<T> type, OnFailure onFailure) {
    return dispatcher(telling(onFailure), type);
  }

  /// Calls all that implement `type`, wherever they are below: each before those below it, and each
  /// once, however many ways lead there, whether or not those between pass anything on. To begin
  /// and to end with. The first that fails ends it.
  public final <T> T once(Class<T> type) {
    return dispatcher(once, type);
  }

  /// [#call] with a message that is known only now.
  public final @Nullable Object call(Message message) {
    return send(call, message);
  }

  /// [#any] with a message that is known only now.
  public final <I, O> Program<I, O, @Nullable Object> any(Message message) {
    return program(any, message);
  }

  /// [#all] with a message that is known only now.
  public final <I, O> Program<I, O, @Nullable Object> all(Message message) {
    return program(all, message);
  }

  /// [#tell] with a message that is known only now. One that an [Unknown] was told is told with the
  /// choice that it came with.
  public final void tell(Message message) {
    tell(message, message.onFailure());
  }

  /// The same, with a choice of what happens when one fails.
  public final void tell(Message message, OnFailure onFailure) {
    var _ = send(telling(onFailure), message);
  }

  private Lane telling(OnFailure onFailure) {
    return switch (onFailure) {
      case STOP -> tell;
      case GO_ON -> tellAndGoOn;
    };
  }

  @SuppressWarnings("unchecked") // it is made for it
  private static <T> T dispatcher(Lane lane, Class<T> type) {
    return (T) lane.dispatcher(type);
  }

  private static @Nullable Object send(Lane lane, Message message) {
    Observers from = lane.way.from();
    from.needs().check(lane.way.mode(), message.type(), from);
    return new Dynamic(lane.way, message).send();
  }

  @SuppressWarnings("unchecked") // who sends it knows what those who answer read and write
  private static <I, O> Program<I, O, @Nullable Object> program(Lane lane, Message message) {
    return (Program<I, O, @Nullable Object>) Objects.requireNonNull(send(lane, message));
  }

  /// Null for all.
  final @Nullable String name() {
    return call.way.name();
  }

  @Override
  public String toString() {
    return "'" + name() + "' of " + call.way.from();
  }
}
