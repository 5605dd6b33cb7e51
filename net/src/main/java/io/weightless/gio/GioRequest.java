package io.weightless.gio;

import io.weightless.coroutine.Request;
import io.weightless.net.Address;
import io.weightless.net.Stream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a coroutine asks of [Gio] by the methods of that; here for whoever answers in its place: a
/// driver that schedules by itself, or a [sidekick][io.weightless.coroutine.Coroutine#sidekick] in
/// a test.
public sealed interface GioRequest<A extends @Nullable Object> extends Request<A> {
  /// Reads and writes go to `context` until the answer is run.
  record OpenContext(Context context) implements GioRequest<Runnable> {}

  /// A read, write or other wait is to end by [io.weightless.coroutine.TimedOut] when `allowed` has
  /// passed; unless the answer was run before.
  record OpenTimer(Duration allowed) implements GioRequest<Runnable> {}

  /// It wants a connection to `address`, or what stands for one.
  record Connect(Address address) implements GioRequest<Stream> {}

  /// It wants to be left alone for a while.
  record Sleep(Duration duration) implements GioRequest<@Nullable Void> {
    /// @throws IllegalArgumentException when `duration` is negative
    public Sleep {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("a sleep can't be negative: " + duration);
      }
    }
  }
}
