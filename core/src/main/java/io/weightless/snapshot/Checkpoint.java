package io.weightless.snapshot;

import io.weightless.coroutine.Request;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Says that a replayable program stands where it would stand if it were started with `state` now:
/// what it was given before is forgotten, and a snapshot starts from here.
///
/// ```java
/// static Order order(Basket basket, Io<String, String> io) {
///   while (!basket.isPaid()) {
///     io.ask(new Checkpoint<>(basket));
///     io.write(basket.toPage());
///     basket = basket.with(io.next());
///   }
///   ...
/// ```
///
/// What the program has given back unread, and that its input has ended, is kept with the state.
/// Its open [calls][io.weightless.coroutine.Io#call] are not, and neither are [other
/// inputs][io.weightless.coroutine.Io#reading]: so it belongs in the outermost program, and inside
/// of a call it is refused with an [IllegalStateException].
///
/// In a coroutine that is not [Recorded] its driver, or a sidekick, answers it with null.
public record Checkpoint<S>(S state) implements Request<@Nullable Void> {
  public Checkpoint {
    Objects.requireNonNull(state, "a checkpoint has a state");
  }
}
