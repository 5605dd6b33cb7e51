package io.weightless.snapshot;

import io.weightless.coroutine.Request;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Something that a replayable program takes from the world, or does there: it is done once, and
/// what came of it is journaled. A restored program gets that, and does nothing.
///
/// ```java
/// long now = io.ask(Effect.of("now", Codec.NUMBER, clock::millis));
/// ```
///
/// Another one inside of it is a part of it. When it reads, writes, asks its driver or gives way,
/// the run has no snapshot until its next [Checkpoint], which is refused inside.
///
/// A run that is [closed][Recorded#close] has not ended, and may go on elsewhere: it does nothing
/// any more, also not in its `finally` blocks. There `ask` throws
/// [io.weightless.coroutine.CoroutineClosed].
///
/// In a coroutine that is not [Recorded] its driver, or a sidekick, answers it: with [#run].
///
/// - **Waits**: it may, since the program that is restored does not wait for it again.
///
/// @param <A> what comes of it
public final class Effect<A extends @Nullable Object> implements Request<A> {
  private final String name;
  private final Codec<A> codec;
  private final Callable<A> action;

  private Effect(String name, Codec<A> codec, Callable<A> action) {
    this.name = name;
    this.codec = codec;
    this.action = action;
  }

  /// A new one.
  ///
  /// @param name what it is called in the journal, where it has to be the same again; text without
  ///   unpaired surrogates
  /// @param codec for what `action` returns; what it throws is journaled if it is one of
  ///   [Replayable#failures]
  public static <A extends @Nullable Object> Effect<A> of(
      String name, Codec<A> codec, Callable<A> action) {
    Codec.TEXT.encode(name); // which refuses one that it can't
    return new Effect<>(name, codec, action);
  }

  public String name() {
    return name;
  }

  Codec<A> codec() {
    return codec;
  }

  /// Does it.
  public A run() throws Exception {
    return action.call();
  }

  @Override
  public String toString() {
    return "effect '" + name + "'";
  }
}
