package io.weightless.coroutine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A program's only way to the outside: it reads inputs and writes outputs, and does not know whose
/// they are.
///
/// - **Waits**: each method that waits for the driver hands it control; the others of a reactor run
///   when the driver lets them.
/// - **Runs on**: the stack of its [Coroutine] only.
/// - **Cancelled**: it is the driver that sees a cancellation, but for that of a scope which the
///   program has opened itself: that is thrown here. When it closes the coroutine, the method that
///   waits throws [CoroutineClosed], and so does each one after it. What the driver throws in is
///   thrown from there too; a checked exception as [CoroutineFailed].
public final class Io<I, O> {
  /// How many calls may be open inside each other: on a usual stack of 1 MiB, with 4 KiB for each.
  static final int MAX_DEPTH = Integer.getInteger("weightless.coroutine.depth", 250);

  private final Core<I, O, ?> core;

  Io(Core<I, O, ?> core) {
    this.core = core;
  }

  /// The next input: what was given back last, or else what the driver sends.
  ///
  /// @return null at the end of the input, and from then on
  public @Nullable I read() {
    checkInside();
    return core.read();
  }

  /// The next input, which has to be there.
  ///
  /// @throws EndOfInput when there is none
  public I next() {
    I input = read();
    if (input == null) {
      throw new EndOfInput(core.name());
    }
    return input;
  }

  /// Gives an output, and goes on when it is taken.
  public void write(O output) {
    checkInside();
    core.write(Objects.requireNonNull(output, "an output is never null"));
  }

  /// Gives inputs back: whoever reads next gets them, in this order, and then those that were given
  /// back before; also when that is a caller of this program. What is left at the end of the
  /// coroutine its driver finds in [Step.Done].
  ///
  /// - **Waits**: never.
  @SafeVarargs
  @SuppressWarnings("varargs") // they are read only
  public final void unread(I... inputs) {
    unreadAll(List.of(inputs));
  }

  void unreadAll(List<I> inputs) {
    checkInside();
    core.reads().unread(inputs);
  }

  /// Runs `program` with another input in place of the one that this reads: what was given back
  /// there, and its end, are as they were when `program` has ended. For drivers that switch between
  /// several; what the next read gives is their business.
  ///
  /// - **Waits**: never by itself.
  ///
  /// @return what it returned
  /// @throws IllegalStateException in a stage that reads what another one writes
  public <T extends @Nullable Object, X extends Exception> T reading(
      Input<I> other, Subprogram<I, O, T, X> program) throws X {
    checkInside();
    Input<I> before = core.exchange(Objects.requireNonNull(other));
    try {
      return program.run(this);
    } finally {
      core.exchange(before);
    }
  }

  /// Runs `program` here, on this stack, as a part of this one: it reads on where this one is, and
  /// what it gives back this one reads. A method that takes an `Io` may as well be called directly;
  /// this one counts how deep it is, and lets a [stepping][Coroutine#stepping] driver see it.
  ///
  /// - **Cost**: that of a method call, at any depth.
  /// - **Limit**: 250 calls inside each other, and 100,000 under `./weightless run`, where threads
  ///   have larger stacks; `-Dweightless.coroutine.depth` sets another one.
  ///
  /// @return what it returned
  /// @throws DepthExceeded beyond the limit
  public <T extends @Nullable Object, X extends Exception> T call(Subprogram<I, O, T, X> program)
      throws X {
    checkInside();
    if (core.depth == MAX_DEPTH) {
      throw new DepthExceeded(core.name(), MAX_DEPTH);
    }
    core.depth++;
    try {
      if (core.stepped) {
        core.yield();
      }
      return program.run(this);
    } finally {
      core.depth--;
    }
  }

  /// The same with the program of a coroutine that was not started, which is used up by that.
  ///
  /// @throws IllegalStateException when it was started, or called, before
  /// @throws CoroutineFailed when it fails with a checked exception
  public <T extends @Nullable Object> T call(Coroutine<I, O, T> fresh) {
    Program<I, O, T> program = fresh.takeProgram();
    try {
      return call(program);
    } catch (Exception e) {
      throw CoroutineFailed.toThrow(core.name(), e);
    }
  }

  /// How many [calls][#call] are open.
  public int depth() {
    return core.depth;
  }

  /// Drives `inner`, which stands on a stack of its own, as if it was called here: it reads and
  /// writes, asks and gives way through this one, gets what is thrown in, and is closed with it.
  /// Monitors, locals of threads and scoped values do not follow it there; it may have been started
  /// before, by somebody else.
  ///
  /// - **Cost**: that of its own steps, once more at each level.
  ///
  /// @return what it returned; what it gave back is read here next
  public <T extends @Nullable Object> T delegate(Coroutine<I, O, T> inner) {
    return new Delegation<>(this, inner).run();
  }

  /// The coroutine that this is the io of: to give it to others, who drive it later. Outside of
  /// reactors one that keeps its own handle on its stack is not found when it is forgotten.
  ///
  /// @throws IllegalStateException in a stage of a pipeline, which is driven as a whole: see
  ///   [Coroutine#current]
  @SuppressWarnings("unchecked") // it is its own
  public Coroutine<I, O, ?> self() {
    if (isStage()) {
      throw new IllegalStateException(core + " is one stage of several: see Coroutine.current()");
    }
    return (Coroutine<I, O, ?>) core.line.handle();
  }

  /// Whether this is the io of one stage of several: another one reads what it writes, or writes
  /// what it reads.
  public boolean isStage() {
    return core.upstream != null || core.downstream != null;
  }

  /// Gives way to the driver, which lets it go on: [Step.Paused].
  public void yield() {
    checkInside();
    core.yield();
  }

  /// Asks whoever schedules this coroutine, beside its data: a [sidekick][Coroutine#sidekick] for
  /// this kind of request, or else the driver. The inputs are left as they are.
  ///
  /// @return the answer
  public <A extends @Nullable Object> A ask(Request<A> request) {
    checkInside();
    return core.ask(Objects.requireNonNull(request));
  }

  void checkNotClosing() {
    core.checkNotClosing();
  }

  private void checkInside() {
    if (!core.isOnItsStack()) {
      throw new IllegalStateException(core + " alone uses its Io, on its own stack");
    }
  }

  @Override
  public String toString() {
    return "io of " + core;
  }
}
