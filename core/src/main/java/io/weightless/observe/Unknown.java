package io.weightless.observe;

import io.weightless.coroutine.Program;
import org.jspecify.annotations.Nullable;

/// A component that takes messages which it has no method for, as values: to count them, to write
/// them down, to pass them on. Each way of sending has its own method here, and all decline as long
/// as nobody overrides them.
///
/// To pass a message on: `observers.call(message)`, which is the same as the typed call was, and is
/// to be declared as that is, if anything is; a `tell` that goes on when one fails still does. When
/// nobody below responds to it, that is a [Decline] of this component, and the one beside it is
/// asked, as with a [Transparent] one. That is so for this very message, sent by its own
/// [Observers]; nobody for anything else it asks is a failure.
///
/// One that is [Transparent] as well need not pass on by itself: what it declines of a `call` or an
/// `any` goes to those below it, and each `all` and `tell` does, declined or not. A `once` never
/// comes here.
///
/// - **Cost**: of a message that comes here, some hundred nanoseconds; of one that is passed on,
///   and nobody below responds to, about a microsecond more.
///
/// From Weightless' `call_unknown`, `any_unknown`, `all_unknown` and `do_unknown`.
public interface Unknown {
  /// A `call`.
  ///
  /// @return the answer, of the type that the message's method returns
  default @Nullable Object callUnknown(Message message) throws Exception {
    throw new Decline();
  }

  /// An `any`.
  ///
  /// @return what runs in place of the method's program; its result is the answer
  default Program<?, ?, ?> anyUnknown(Message message) throws Exception {
    throw new Decline();
  }

  /// An `all`.
  ///
  /// @return what runs in place of the method's program, and returns null
  default Program<?, ?, ?> allUnknown(Message message) throws Exception {
    throw new Decline();
  }

  /// A `tell`.
  default void tellUnknown(Message message) throws Exception {
    throw new Decline();
  }
}
