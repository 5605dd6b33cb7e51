package io.weightless.channel;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Step;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Drives a coroutine between channels: it reads what a source gives, and a sink gets what it
/// writes.
///
/// ```java
/// Coroutine<ByteBuffer, Order, Integer> decoder = ...
/// scope.start("decoder", () -> Pump.run(packets, decoder, orders));
/// ```
///
/// All that it connects ends together:
///
/// - when the source ends, the coroutine finds the end of its input; when the source was failed,
///   the cause is thrown where the coroutine reads, which may handle it;
/// - when the coroutine returns, the sink is closed; when it fails, the sink is failed;
/// - when the sink was closed by others, nobody wants more, and the coroutine is closed where it
///   reads or writes, also while it waits there; when it was failed, the cause is thrown there, at
///   one read and at each write; the end of a [Mailbox] is seen at the next write only;
/// - and the source is left: a [Subscription] is closed, and a channel is closed or failed as the
///   sink is, so that nobody waits there in vain. What was sent and not read stays in a channel
///   that is closed.
public final class Pump {
  private Pump() {}

  /// Until one of them ends. The coroutine's result and its rest are with the coroutine.
  ///
  /// - **Waits**: for the source, for the sink, and as the coroutine does.
  /// - **Runs on**: a task of the reactor of all of them.
  /// - **Cancelled**: the coroutine is closed, and the source and the sink are failed with that.
  ///
  /// @throws RuntimeException what the coroutine fails with; as [Coroutine#next]
  public static <I, O> void run(
      Source<? extends I> source, Coroutine<I, O, ?> coroutine, Sink<? super O> sink) {
    try {
      try (coroutine) {
        drive(source, coroutine, sink);
      }
      sink.close();
      leave(source, null);
    } catch (RuntimeException | Error e) {
      sink.fail(e);
      leave(source, e);
      throw e;
    }
  }

  /// A processor: what it is sent `coroutine` reads, and what that writes its subscriber gets. They
  /// meet in tasks of `scope`. What the coroutine fails with, the subscriber is told.
  ///
  /// - **Limit**: `batch` values are asked for ahead; one subscriber.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static <I, O> Flow.Processor<I, O> processor(
      Scope scope, Coroutine<I, O, ?> coroutine, int batch) {
    Channel<I> in = Channel.rendezvous();
    Channel<O> out = Channel.rendezvous();
    scope.start("pump of " + coroutine.name(), () -> tell(in, coroutine, out));
    return new CoroutineProcessor<>(
        in.toSubscriber(scope, batch), ChannelPublisher.closing(scope, out));
  }

  private static <I, O> void tell(Source<I> in, Coroutine<I, O, ?> coroutine, Channel<O> out) {
    try {
      run(in, coroutine, out);
    } catch (RuntimeException _) {
      // the subscriber is told
    }
  }

  private static <I, O> void drive(
      Source<? extends I> source, Coroutine<I, O, ?> coroutine, Sink<? super O> sink) {
    try (Inflow<? extends I> inflow = new Inflow<>(source, sink)) {
      Step<I, O, ?> step = coroutine.step();
      if (step == null) {
        step = coroutine.next();
      }
      while (step != null) {
        step = answered(step, inflow, coroutine, sink);
      }
    }
  }

  /// @return null when it is over
  private static <I, O> @Nullable Step<I, O, ?> answered(
      Step<I, O, ?> step,
      Inflow<? extends I> inflow,
      Coroutine<I, O, ?> coroutine,
      Sink<? super O> sink) {
    return switch (step) {
      case Step.NeedsInput<I, O, ?> _ -> feed(inflow, coroutine);
      case Step.Output<I, O, ?>(O value) -> take(coroutine, value, sink);
      case Step.Paused<I, O, ?> _ -> {
        Task.yield();
        yield coroutine.next();
      }
      case Step.Asks<I, O, ?>(Request<?> request) ->
          coroutine.fail(new IllegalStateException("nobody answers " + request));
      case Step.Done<I, O, ?> _ -> null;
    };
  }

  /// @return null when nobody wants more
  private static <I, O> @Nullable Step<I, O, ?> feed(
      Inflow<? extends I> inflow, Coroutine<I, O, ?> coroutine) {
    I input;
    try {
      input = inflow.receive();
    } catch (ChannelClosed _) {
      return coroutine.end();
    } catch (ChannelFailed e) {
      return coroutine.fail(Objects.requireNonNull(e.getCause()));
    }
    if (input != null) {
      return coroutine.send(input);
    }
    if (inflow.sinkEnding() instanceof Ending.Failed failed) {
      inflow.close(); // it was told: who handles that may read on
      return coroutine.fail(failed.cause());
    }
    return null;
  }

  /// @return null when nobody wants more
  private static <I, O> @Nullable Step<I, O, ?> take(
      Coroutine<I, O, ?> coroutine, O value, Sink<? super O> sink) {
    try {
      sink.send(value);
    } catch (ChannelClosed _) {
      return null;
    } catch (ChannelFailed e) {
      return coroutine.fail(Objects.requireNonNull(e.getCause()));
    }
    return coroutine.next();
  }

  private static void leave(Source<?> source, @Nullable Throwable failure) {
    if (source instanceof Subscription<?> subscription) {
      subscription.close();
    } else if (source instanceof Sink<?> channel) {
      if (failure == null) {
        channel.close();
      } else {
        channel.fail(failure);
      }
    }
  }
}
