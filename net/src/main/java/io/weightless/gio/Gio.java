package io.weightless.gio;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.TimedOut;
import io.weightless.net.Address;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Work;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drives coroutines on byte streams, and is what they ask for other streams, for time limits and
/// for waits.
///
/// What the stream gives is what the coroutine reads, and its end is the end of the input; what the
/// coroutine writes is written before it goes on. A stream that breaks is an event inside: there
/// [StreamFailed] is thrown, or [StreamClosed], at the read or write.
///
/// ```java
/// Coroutine<ByteBuffer, ByteBuffer, String> ask = Coroutine.of("ask", io -> {
///   ByteBuffer question = io.next();
///   try (Stream backend = Gio.connect(io, Address.parse("tcp://10.0.0.2:7000"))) {
///     Gio.with(io, Context.of(backend), () -> {     // from here on it talks to the back end,
///       io.write(question);
///       return Gio.within(io, ofSeconds(2), io::next);
///     });
///   }                                               // and here to its client again
///   ...
/// ```
///
/// - **Buffers**: what is read is lent until the next read of that stream; what is written may be
///   used again when the write returns. So copy what is to be kept longer.
/// - **Limit**: it holds what one read gave, and what the coroutine gives back.
/// - **Cost**: beside the stream's and the coroutine's own, nothing; in a [#within] a scope for
///   each wait.
public final class Gio {
  private Gio() {}

  /// Runs `coroutine` to its end on `stream`, which stays open. What it has left of the input is in
  /// its [rest][Coroutine#rest], lent until the next read of the stream.
  ///
  /// - **Waits**: while the coroutine runs; each read and write is a cancellation point.
  /// - **Runs on**: a task of the stream's reactor.
  /// - **Cancelled**: the coroutine is closed where it is: its `finally` blocks run.
  /// - **Failing**: what the coroutine fails with is thrown from here. However this ends, the
  ///   coroutine has ended.
  ///
  /// @return what it returned
  public static <R extends @Nullable Object> R drive(
      Stream stream, Coroutine<ByteBuffer, ByteBuffer, R> coroutine) {
    return drive(Context.of(stream), coroutine);
  }

  /// The same on `context`: it reads first what others have left there, and leaves there what it
  /// gives back.
  ///
  /// @throws IllegalStateException when the context is in use
  public static <R extends @Nullable Object> R drive(
      Context context, Coroutine<ByteBuffer, ByteBuffer, R> coroutine) {
    return new Drive<>(context, coroutine).run();
  }

  /// The same without a stream of its own: it opens some itself, if it wants any. A read or write
  /// outside of them throws `IllegalStateException` there.
  public static <R extends @Nullable Object> R drive(Coroutine<?, ?, R> coroutine) {
    return new Drive<>(null, coroutine).run();
  }

  /// Runs `coroutine` to its end on a reactor of its own, as [#drive(Coroutine)] does: for a plain
  /// thread, which it blocks. (The original's `asProcess`.)
  ///
  /// - **Waits**: until the coroutine, and every task that it started, has ended. In a task of
  ///   another reactor it holds that one meanwhile.
  ///
  /// @return what it returned
  public static <R extends @Nullable Object> R run(Coroutine<?, ?, R> coroutine) {
    List<R> result = new ArrayList<>(1);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> result.add(drive(coroutine)));
    }
    return result.getFirst();
  }

  /// For a coroutine: what it reads and writes in `section` goes to `context`. Behind it, all is as
  /// it was: each has its own end, and its own unread input. It may be opened inside itself, and
  /// others in it.
  ///
  /// - **Waits**: never by itself.
  ///
  /// @return what `section` returned
  /// @throws IllegalStateException when the context is in use elsewhere; in a stage of a pipeline,
  ///   where what another stage reads and writes would go to it
  public static <T extends @Nullable Object, X extends Exception> T with(
      Io<ByteBuffer, ByteBuffer> io, Context context, Section<T, X> section) throws X {
    if (io.isStage()) {
      throw new IllegalStateException(
          io + " is that of one stage of several, and opens no stream: the others would be on it");
    }
    return io.reading(
        context.input(), _ -> between(io.ask(new GioRequest.OpenContext(context)), section));
  }

  /// The same for a section without a result.
  public static <X extends Exception> void with(
      Io<ByteBuffer, ByteBuffer> io, Context context, Work<X> section) throws X {
    Section<@Nullable Void, X> whole = asSection(section);
    with(io, context, whole);
  }

  /// For a coroutine: `section` may take so long. When it takes longer, [TimedOut] is thrown from
  /// the wait that it is in, or comes to next: a read, a write, a [#connect], a [#sleep], a pause.
  /// Once: who catches it inside may go on, and has time.
  ///
  /// What a stream begins in such a wait ends with it, as a coroutine that the stream stands on. A
  /// read that took too long ends the loan of the buffer before it.
  ///
  /// The time is that of the reactor. They may be inside each other; the one that is over first is
  /// thrown first. In a pipeline the stage that waits for the driver gets it, and passes it on when
  /// it ends by that.
  ///
  /// - **Waits**: never by itself.
  ///
  /// @return what `section` returned
  public static <T extends @Nullable Object, X extends Exception> T within(
      Io<?, ?> io, Duration allowed, Section<T, X> section) throws X {
    if (allowed.isNegative()) {
      throw new IllegalArgumentException("a time limit can't be negative: " + allowed);
    }
    return between(io.ask(new GioRequest.OpenTimer(allowed)), section);
  }

  /// The same for a section without a result.
  public static <X extends Exception> void within(Io<?, ?> io, Duration allowed, Work<X> section)
      throws X {
    Section<@Nullable Void, X> whole = asSection(section);
    within(io, allowed, whole);
  }

  private static <T extends @Nullable Object, X extends Exception> T between(
      Runnable leave, Section<T, X> section) throws X {
    try {
      return section.run();
    } finally {
      leave.run();
    }
  }

  private static <X extends Exception> Section<@Nullable Void, X> asSection(Work<X> work) {
    return () -> {
      work.run();
      return null;
    };
  }

  /// For a coroutine: a connection to `address`, which it has to close.
  ///
  /// - **Waits**: until connected.
  ///
  /// @throws StreamFailed when that can't be
  public static Stream connect(Io<?, ?> io, Address address) {
    return io.ask(new GioRequest.Connect(address));
  }

  /// For a coroutine: waits, on the time of the reactor.
  ///
  /// @throws IllegalArgumentException when `duration` is negative
  public static void sleep(Io<?, ?> io, Duration duration) {
    io.ask(new GioRequest.Sleep(duration));
  }
}
