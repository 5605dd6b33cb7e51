package io.weightless.coroutine;

import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A suspendable program that talks to nobody in particular: it reads inputs, writes outputs, calls
/// others like it, gives back what it read too much, and returns a result. Whoever holds it, its
/// driver, steps it.
///
/// ```java
/// Coroutine<String, String, Integer> greeter = Coroutine.of("greeter", io -> {
///   int greeted = 0;
///   for (String name = io.read(); name != null; name = io.read()) {
///     io.write("hello " + name);
///     greeted++;
///   }
///   return greeted;
/// });
/// try (greeter) {
///   greeter.next();        // NeedsInput
///   greeter.send("jack");  // Output[hello jack]
///   greeter.next();        // NeedsInput
///   greeter.end();         // Done[1]
/// }
/// ```
///
/// - **Runs on**: a stack of its own, which its first step makes: on the reactor of the task that
///   makes it, and then tasks of that reactor may drive it, in turns; outside of reactors on a
///   thread kept for that, while its driver waits. Monitors, locals and scoped values are its own.
/// - **Waits**: a step takes as long as the program runs until it wants something of the driver. A
///   wait inside it, for a socket or a lock, parks the driver too, and the reactor goes on.
/// - **Cancelled**: what cancels the driver is seen at the waits inside it; its reads and writes
///   are none.
/// - **Ends**: when its program returns or fails. One that is unfinished is closed with the
///   innermost scope or task that its first step was made in; outside of reactors use
///   try-with-resources. One that is forgotten there is closed when it is collected, and the log
///   says so.
/// - **Cost**: about two switches of tasks for a step, at any depth of calls; outside of reactors
///   two switches of threads, some ten microseconds.
///
/// From Weightless' `compose`, and PEP 342 and 380.
///
/// @param <I> what it reads; never null
/// @param <O> what it writes; never null
/// @param <R> what it returns
public final class Coroutine<I, O, R extends @Nullable Object> implements AutoCloseable {
  private final Line line;

  private Coroutine(Line line) {
    this.line = line;
    line.handle(this);
  }

  /// A new one that runs `program`, from the first step on.
  ///
  /// @param name for messages and reports
  public static <I, O, R extends @Nullable Object> Coroutine<I, O, R> of(
      String name, Program<I, O, R> program) {
    return new Coroutine<>(new Core<>(name, program).line);
  }

  /// The same, called `coroutine`.
  public static <I, O, R extends @Nullable Object> Coroutine<I, O, R> of(Program<I, O, R> program) {
    return of("coroutine", program);
  }

  /// The one that the caller runs in; of a stage the whole pipeline.
  ///
  /// @throws IllegalStateException outside of coroutines
  public static Coroutine<?, ?, ?> current() {
    Core<?, ?, ?> core = Core.current();
    if (core == null) {
      throw new IllegalStateException("no coroutine runs here");
    }
    return core.line.handle();
  }

  /// Has it pause before each [call][Io#call], so that the driver can do something else in between.
  ///
  /// @throws IllegalStateException when it was started
  public Coroutine<I, O, R> stepping() {
    line.checkFresh();
    for (Core<?, ?, ?> at = line.last; at != null; at = at.upstream) {
      at.stepped = true;
    }
    return this;
  }

  /// Has `responder` answer what it [asks][Io#ask] of this kind; of several that fit, the first one
  /// that was given. (The sidekick of the original.)
  ///
  /// @throws IllegalStateException when it was started
  public <A extends @Nullable Object, Q extends Request<A>> Coroutine<I, O, R> sidekick(
      Class<Q> kind, Responder<? super Q, ? extends A> responder) {
    line.checkFresh();
    for (Core<?, ?, ?> at = line.last; at != null; at = at.upstream) {
      Sidekicks present = at.sidekicks == null ? new Sidekicks() : at.sidekicks;
      present.add(kind, responder);
      at.sidekicks = present;
    }
    return this;
  }

  /// Has it begin with `input`, of which the caller can see later what is left.
  ///
  /// @throws IllegalStateException when it was started
  @SuppressWarnings("unchecked") // they are its own
  public Coroutine<I, O, R> reading(Input<I> input) {
    line.checkFresh();
    input.isFirst();
    ((Core<I, ?, ?>) line.first).exchange(input);
    return this;
  }

  /// Both as one: `next` reads what this one writes. Neither can be driven by itself any more; ask
  /// each for its [#result] afterwards.
  ///
  /// The last one runs first, and a stage runs when the one after it reads: each value is handed
  /// over directly, and nothing is kept in between. When a stage ends, the ones before it are
  /// closed, and the one after it finds the end of its input. What a stage fails with is thrown
  /// both ways: where the one before it writes, and where the one after it reads.
  ///
  /// - **Cost**: one switch of tasks to hand a value over, and one to ask for the next.
  ///
  /// @throws IllegalStateException when one of them was started, or is a part of another already;
  ///   both are left as they are
  /// @throws IllegalArgumentException when both are the same
  public <P, S extends @Nullable Object> Coroutine<I, P, S> into(Coroutine<O, P, S> next) {
    return new Coroutine<>(Line.of(line, next.line));
  }

  /// Lets it run: from its start, or on from an output or a pause.
  ///
  /// @return what it wants now
  /// @throws CoroutineFailed when it fails with a checked exception; unchecked ones are thrown as
  ///   they are
  /// @throws IllegalStateException when it wants something else, has ended, is running, or belongs
  ///   to another reactor; it is left as it is
  public Step<I, O, R> next() {
    try {
      return typed(line.next());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /// Gives it an input, which it waits for.
  ///
  /// @return as [#next]
  public Step<I, O, R> send(I input) {
    try {
      return typed(line.send(input));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /// Tells it, while it waits for input, that there is no more.
  ///
  /// @return as [#next]
  public Step<I, O, R> end() {
    try {
      return typed(line.end());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /// Answers what it [asks][Step.Asks].
  ///
  /// @param request the one that it asks
  /// @return as [#next]
  public <A extends @Nullable Object> Step<I, O, R> answer(Request<A> request, A answer) {
    try {
      return typed(line.answer(request, answer));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /// Throws `problem` where it is paused; a checked one as [CoroutineFailed]. One that was not
  /// started never runs.
  ///
  /// @return what it wants when it handled that; as [#next]
  public Step<I, O, R> fail(Throwable problem) {
    try {
      return typed(line.fail(problem));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @SuppressWarnings("unchecked") // a step is of the types of its coroutine
  private static <I, O, R extends @Nullable Object> Step<I, O, R> typed(Step<?, ?, ?> step) {
    return (Step<I, O, R>) step;
  }

  /// Ends it: [CoroutineClosed] is thrown where it is paused, and its `finally` blocks run. Nothing
  /// happens when it has ended; one that was not started never runs.
  ///
  /// @throws IllegalStateException when it reads or writes instead of ending, or runs; what else it
  ///   fails with is thrown as from [#next]
  @Override
  public void close() {
    try {
      line.close();
    } finally {
      Reference.reachabilityFence(this); // or it could be taken for forgotten
    }
  }

  public String name() {
    return line.last.name();
  }

  /// Whether it has returned, failed, or was closed.
  public boolean isDone() {
    return line.isDone();
  }

  /// What it wants now, as its last step told; null before its first one, and when it has failed or
  /// was closed. A driver that takes over begins with it.
  public @Nullable Step<I, O, R> step() {
    Step<?, ?, ?> last = line.step();
    return last == null ? null : typed(last);
  }

  /// Where it is paused, the innermost call first; of a pipeline the stage that waits for the
  /// driver. Empty when it is not started, runs, or has ended.
  public List<StackTraceElement> trace() {
    return line.trace();
  }

  /// What it returned.
  ///
  /// @throws IllegalStateException when it has not
  @SuppressWarnings("unchecked") // it is its own
  public R result() {
    Core<?, ?, R> last = (Core<?, ?, R>) line.last;
    if (!last.hasReturned()) {
      throw new IllegalStateException(this + " has not returned");
    }
    return last.result();
  }

  /// The inputs that it was given, or gave back, and did not read.
  @SuppressWarnings("unchecked") // they are its own
  public List<I> rest() {
    return ((Core<I, ?, ?>) line.first).rest();
  }

  /// Whether what it reads now is not for whoever it is a part of: see [Io#reading].
  boolean readsAnother() {
    return line.first.reads().isAnother();
  }

  Program<I, O, R> takeProgram() {
    if (line.first != line.last) {
      throw new IllegalStateException("a pipeline has no single program: " + this);
    }
    line.take("the one that called it");
    return typedCore().program;
  }

  @SuppressWarnings("unchecked") // it is the only one
  private Core<I, O, R> typedCore() {
    return (Core<I, O, R>) line.last;
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
