package io.weightless.gio;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Request;
import io.weightless.coroutine.Step;
import io.weightless.coroutine.Suspend;
import io.weightless.engine.internal.Suspension;
import io.weightless.net.ClosedException;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.Timer;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One coroutine on its way to its end: does what each of its steps wants.
final class Drive<R extends @Nullable Object> {
  /// Of a coroutine that was not made for bytes, but opens no stream either, these are never used.
  private final Coroutine<ByteBuffer, ByteBuffer, R> coroutine;

  /// Where it begins; null for nowhere.
  private final @Nullable Context base;

  /// Those that are open, the one that it talks to now first.
  private final Deque<Context> contexts = new ArrayDeque<>();

  private final Timings timings = new Timings();

  /// What others have left unread in [#base].
  private final Deque<ByteBuffer> before = new ArrayDeque<>();

  /// What it does for a step, which may fail as streams do.
  private interface Deed<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /// How a deed ended.
  ///
  /// @param event what is to be thrown inside; null for nothing
  private record Outcome<T extends @Nullable Object>(
      @Nullable T value, @Nullable Throwable event) {}

  @SuppressWarnings("unchecked")
  Drive(@Nullable Context base, Coroutine<?, ?, R> coroutine) {
    this.base = base;
    this.coroutine = (Coroutine<ByteBuffer, ByteBuffer, R>) coroutine;
  }

  R run() {
    try (coroutine) {
      if (base != null) {
        base.openAsBase(this);
        contexts.push(base);
        before.addAll(base.rest());
      }
      return untilDone();
    } finally {
      if (base != null && contexts.contains(base)) {
        base.closeAsBase(leftovers());
      }
    }
  }

  private List<ByteBuffer> leftovers() {
    ArrayDeque<ByteBuffer> left = new ArrayDeque<>(coroutine.rest());
    left.addAll(before);
    return List.copyOf(left);
  }

  private R untilDone() {
    Step<ByteBuffer, ByteBuffer, R> step =
        Objects.requireNonNullElseGet(coroutine.step(), coroutine::next);
    while (true) {
      if (step instanceof Step.Done<ByteBuffer, ByteBuffer, R>(R result, _)) {
        return result;
      }
      step = answered(step);
    }
  }

  private Step<ByteBuffer, ByteBuffer, R> answered(Step<ByteBuffer, ByteBuffer, R> step) {
    return switch (step) {
      case Step.NeedsInput<ByteBuffer, ByteBuffer, R> _ -> read();
      case Step.Output<ByteBuffer, ByteBuffer, R>(ByteBuffer bytes) -> write(bytes);
      case Step.Paused<ByteBuffer, ByteBuffer, R> _ -> goneOn(done(Suspension::yield));
      case Step.Asks<ByteBuffer, ByteBuffer, R>(Request<?> request) -> answer(request);
      case Step.Done<ByteBuffer, ByteBuffer, R> _ -> throw new AssertionError(step);
    };
  }

  private Step<ByteBuffer, ByteBuffer, R> read() {
    Context context = contexts.peek();
    if (context == null) {
      return coroutine.fail(noContext("reads from"));
    }
    if (context == base && !before.isEmpty()) {
      return coroutine.send(before.remove());
    }
    Outcome<ByteBuffer> read = await(context.stream()::read);
    if (read.event != null) {
      return coroutine.fail(read.event);
    }
    ByteBuffer bytes = Objects.requireNonNull(read.value);
    return bytes.hasRemaining() ? coroutine.send(bytes) : coroutine.end();
  }

  private Step<ByteBuffer, ByteBuffer, R> write(ByteBuffer bytes) {
    Context context = contexts.peek();
    return context == null
        ? coroutine.fail(noContext("writes to"))
        : goneOn(done(() -> context.stream().write(bytes)));
  }

  private IllegalStateException noContext(String does) {
    return new IllegalStateException(
        coroutine + " " + does + " no stream: drive it on one, or open one with Gio.with");
  }

  private Step<ByteBuffer, ByteBuffer, R> goneOn(Outcome<?> deed) {
    return deed.event == null ? coroutine.next() : coroutine.fail(deed.event);
  }

  private Step<ByteBuffer, ByteBuffer, R> answer(Request<?> request) {
    return switch (request) {
      case GioRequest.OpenContext open -> open(open);
      case GioRequest.OpenTimer open -> coroutine.answer(open, timings.open(open.allowed()));
      case GioRequest.Connect connect -> answer(connect, await(() -> connected(connect)));
      case GioRequest.Sleep sleep -> slept(sleep, done(() -> Task.sleep(sleep.duration())));
      case Suspend<?> suspend -> answer(suspend);
      default ->
          coroutine.fail(
              new IllegalStateException(
                  "Gio has no answer to " + request + " of " + coroutine + ": give it a sidekick"));
    };
  }

  private static Stream connected(GioRequest.Connect request) throws IOException {
    return Reactor.current().service(Network.class).connect(request.address());
  }

  private Step<ByteBuffer, ByteBuffer, R> slept(GioRequest.Sleep request, Outcome<?> sleep) {
    return sleep.event == null ? coroutine.answer(request, null) : coroutine.fail(sleep.event);
  }

  @SuppressWarnings("NullAway") // null only where A may be
  private <A extends @Nullable Object> Step<ByteBuffer, ByteBuffer, R> answer(
      Request<A> request, Outcome<A> answer) {
    return answer.event == null
        ? coroutine.answer(request, answer.value)
        : coroutine.fail(answer.event);
  }

  private Step<ByteBuffer, ByteBuffer, R> open(GioRequest.OpenContext request) {
    Context context = request.context();
    try {
      context.open(this);
    } catch (IllegalStateException e) {
      return coroutine.fail(e);
    }
    contexts.push(context);
    return coroutine.answer(request, () -> leave(context));
  }

  private <A extends @Nullable Object> Step<ByteBuffer, ByteBuffer, R> answer(Suspend<A> suspend) {
    Suspension<@Nullable Void> settled = new Suspension<>(suspend);
    try {
      suspend.begin(() -> settled.resume(null));
    } catch (IllegalStateException e) {
      return coroutine.fail(e); // it was begun before
    }
    Outcome<?> wait = done(() -> untilSettled(suspend, settled));
    return wait.event == null ? answer(suspend, resultOf(suspend)) : coroutine.fail(wait.event);
  }

  /// However it ends, the work that was begun is done, or given up.
  private static void untilSettled(Suspend<?> suspend, Suspension<@Nullable Void> settled) {
    Timer timer =
        suspend
            .timeout()
            .filter(_ -> !suspend.isSettled())
            .map(timeout -> Reactor.current().after(timeout, suspend::timeOut))
            .orElse(null);
    try {
      settled.await(() -> true);
    } finally {
      if (timer != null) {
        timer.cancel();
      }
      suspend.timeOut();
    }
  }

  private static <A extends @Nullable Object> Outcome<A> resultOf(Suspend<A> suspend) {
    try {
      return new Outcome<>(suspend.result(), null);
    } catch (Throwable e) {
      return new Outcome<>(null, e);
    }
  }

  private Outcome<?> done(Work<IOException> deed) {
    return await(() -> {
      deed.run();
      return true;
    });
  }

  private <T extends @Nullable Object> Outcome<T> await(Deed<T> deed) {
    try {
      Timing timing = timings.first();
      if (timing == null) {
        return new Outcome<>(deed.run(), null);
      }
      Outcome<T> inTime =
          Scope.runOr(timing.deadline(), null, _ -> new Outcome<>(deed.run(), null));
      return inTime == null ? new Outcome<>(null, timings.wentOff(timing)) : inTime;
    } catch (ClosedException e) {
      return new Outcome<>(null, new StreamClosed(e));
    } catch (IOException e) {
      return new Outcome<>(null, new StreamFailed(e));
    }
  }

  private void leave(Context context) {
    contexts.removeFirstOccurrence(context);
    context.leave();
  }
}
