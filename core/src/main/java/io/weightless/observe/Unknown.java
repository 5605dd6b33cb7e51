package io.weightless.observe;

import io.weightless.coroutine.Program;
import org.jspecify.annotations.Nullable;

/// A component that takes messages which it has no method for, as values: to count them, to write
/// them down, to pass them on. Each way of sending has its own method here, and all decline as long
/// as nobody overrides them.
///
/// To pass a message on: `observers.call(message)`, which is the same as the typed call was. When
/// nobody responds to it below, that counts as a [Decline] of this component, so that the one
/// beside it is asked, as with a [Transparent] one; but only when it is this very message, and
/// these are its own [Observers]: that nobody responds to anything else which it asks is a failure.
/// A `once` never comes here. What a component that is [Transparent] as well declines is passed on
/// by itself, and so is each `all` and each `tell`, whether it was declined or not.
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
