package io.weightless.coroutine;

import io.weightless.engine.internal.Dependent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The stages that a driver steps as one, perhaps only one: the outside of a [Coroutine].
///
/// The last one starts; by reading it starts the one before it, and so on. Whoever wants something
/// of the driver gives control back, and gets it back.
final class Line extends Dependent {
  final Core<?, ?, ?> first;
  final Core<?, ?, ?> last;

  /// The stage that gave control back; before that the one that starts.
  private Core<?, ?, ?> waiting;

  /// What it did that with; null before it is started, and when it has failed or was closed.
  private @Nullable Step<?, ?, ?> step;

  private boolean running;

  /// The [Coroutine] that is driven; outside of reactors what finds out that it is [Forgotten].
  private @Nullable Object handle;

  /// What its driver has for the locals of others.
  private Local.@Nullable Around around;

  /// What it has become a part of; null for nothing.
  private @Nullable String taken;

  Line(Core<?, ?, ?> first, Core<?, ?, ?> last) {
    this.first = first;
    this.last = last;
    waiting = last;
  }

  /// One of all stages of both: what `before` writes `after` reads.
  @SuppressWarnings("unchecked") // the caller's types say so
  static Line of(Line before, Line after) {
    before.checkFresh();
    after.checkFresh();
    if (before == after) {
      throw new IllegalArgumentException(before + " can't read what it writes itself");
    }
    before.taken = "a pipeline";
    after.taken = "a pipeline";
    Core<?, Object, ?> writer = (Core<?, Object, ?>) before.last;
    Core<Object, ?, ?> reader = (Core<Object, ?, ?>) after.first;
    writer.downstream = reader;
    reader.upstream = writer;
    Line whole = new Line(before.first, after.last);
    for (Core<?, ?, ?> at = whole.last; at != null; at = at.upstream) {
      at.line = whole;
    }
    return whole;
  }

  /// From now on it can't be driven by itself.
  void take(String by) {
    checkFresh();
    taken = by;
  }

  void checkFresh() {
    checkNotTaken();
    if (!last.isNew()) {
      throw new IllegalStateException(this + " was started already");
    }
  }

  private void checkNotTaken() {
    if (taken != null) {
      throw new IllegalStateException(this + " is part of " + taken + " already");
    }
  }

  void handle(Coroutine<?, ?, ?> coroutine) {
    handle = coroutine;
  }

  Coroutine<?, ?, ?> handle() {
    Object present = handle instanceof Forgotten watch ? watch.handle() : handle;
    if (present == null) {
      throw new IllegalStateException(this + " was forgotten: nobody has it any more");
    }
    return (Coroutine<?, ?, ?>) present;
  }

  Local.@Nullable Around around() {
    return around;
  }

  List<StackTraceElement> trace() {
    return running || last.isNew() || last.isDone()
        ? List.of()
        : Backtrace.ofPaused(waiting.thread());
  }

  boolean isDone() {
    return last.isDone();
  }

  @Nullable Step<?, ?, ?> step() {
    return step;
  }

  Step<?, ?, ?> next() {
    checkDrivable();
    if (step instanceof Step.NeedsInput || step instanceof Step.Asks) {
      throw wrong("go on");
    }
    return proceed();
  }

  Step<?, ?, ?> send(Object input) {
    checkDrivable();
    if (!(step instanceof Step.NeedsInput)) {
      throw wrong("take an input");
    }
    waiting.give(Objects.requireNonNull(input, "an input is never null"));
    return proceed();
  }

  Step<?, ?, ?> end() {
    checkDrivable();
    if (!(step instanceof Step.NeedsInput)) {
      throw wrong("take the end of its input");
    }
    waiting.endInput();
    return proceed();
  }

  Step<?, ?, ?> answer(Request<?> request, @Nullable Object answer) {
    checkDrivable();
    if (!(step instanceof Step.Asks<?, ?, ?>(Request<?> asked)) || asked != request) {
      throw wrong("take the answer to " + request);
    }
    waiting.give(answer);
    return proceed();
  }

  Step<?, ?, ?> fail(Throwable problem) {
    checkDrivable();
    waiting.fail(Objects.requireNonNull(problem));
    if (last.isNew()) {
      last.endBy(null); // it never runs
      throw CoroutineFailed.toThrow(last.name(), problem);
    }
    return proceed();
  }

  private void checkDrivable() {
    checkNotTaken();
    if (running) {
      throw new IllegalStateException(this + " is running");
    }
    if (last.isDone()) {
      throw new IllegalStateException(
          this + " has " + (last.isClosing() ? "been closed" : "ended"));
    }
  }

  private IllegalStateException wrong(String what) {
    return new IllegalStateException(this + " can't " + what + " now: " + now());
  }

  private String now() {
    return switch (step) {
      case null -> "it is not started, see next()";
      case Step.NeedsInput<?, ?, ?> _ -> "it reads, see send()";
      case Step.Output<?, ?, ?> _ -> "it wrote, see next()";
      case Step.Paused<?, ?, ?> _ -> "it is paused, see next()";
      case Step.Asks<?, ?, ?>(Request<?> request) -> "it asks " + request + ", see answer()";
      case Step.Done<?, ?, ?> _ -> "it has ended";
    };
  }

  private Step<?, ?, ?> proceed() {
    boolean first = last.isNew();
    running = true;
    around = Local.ofCaller();
    try {
      waiting = waiting.proceed();
    } catch (Throwable refused) {
      waiting.takeBack();
      throw refused;
    } finally {
      running = false;
      around = null;
    }
    if (waiting.isDone()) {
      return ended();
    }
    if (first && waiting.isAlone()) {
      handle = Forgotten.watch(handle(), this); // nobody ends it but who has that
    }
    Step<?, ?, ?> wanted = waiting.step();
    step = wanted;
    return wanted;
  }

  private Step<?, ?, ?> ended() {
    step = null;
    unwatch();
    Throwable failure = last.failure();
    if (failure != null) {
      throw thrown(failure);
    }
    Step<?, ?, ?> done = new Step.Done<>(last.result(), rest());
    step = done;
    return done;
  }

  private void unwatch() {
    if (handle instanceof Forgotten watch) {
      watch.stop();
    }
  }

  private RuntimeException thrown(Throwable failure) {
    Core<?, ?, ?> at = last;
    while (at != null && !at.isFromOutside(failure)) {
      at = at.upstream;
    }
    if (at == null) {
      Backtrace.left(failure);
    }
    return CoroutineFailed.toThrow(last.name(), failure);
  }

  @SuppressWarnings("unchecked")
  private List<Object> rest() {
    return (List<Object>) first.rest();
  }

  /// Ends it where it is, the last stage before the others.
  void close() {
    if (last.isDone()) {
      return;
    }
    checkNotTaken();
    if (running) {
      throw new IllegalStateException(this + " can't be closed while it runs");
    }
    finish();
  }

  private void finish() {
    running = true;
    around = Local.ofCaller();
    try {
      Throwable left = last.endBy(null);
      step = null;
      unwatch();
      if (left != null) {
        throw thrown(left);
      }
    } finally {
      running = false;
      around = null;
    }
  }

  @Override
  protected void endWithOwner() {
    if (running) {
      for (Core<?, ?, ?> at = last; at != null; at = at.upstream) {
        at.orphan();
      }
    } else if (!last.isDone()) {
      finish();
    }
  }

  @Override
  public String toString() {
    return last.toString();
  }
}
