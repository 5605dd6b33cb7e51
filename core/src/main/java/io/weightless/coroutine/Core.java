package io.weightless.coroutine;

import io.weightless.engine.internal.Dependent;
import io.weightless.engine.internal.Failures;
import io.weightless.engine.internal.Handover;
import io.weightless.engine.internal.Interruption;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One program on its stack: the inside of a [Coroutine], or of one stage of a [Line].
///
/// Between two stages control passes directly: a read passes it up to the one that writes, a write
/// down to the one that reads. So at most one of them runs, and nothing is kept between them.
final class Core<I, O, R extends @Nullable Object> extends Handover {
  /// So often it may go on as if it had not been closed, until it is left where it is.
  private static final int MAX_DISOBEYED = 1_000;

  private static final Step<?, ?, ?> NEEDS_INPUT = new Step.NeedsInput<>();
  private static final Step<?, ?, ?> PAUSED = new Step.Paused<>();

  final Program<I, O, R> program;

  /// What it is a stage of, perhaps the only one.
  Line line;

  @Nullable Core<?, I, ?> upstream;
  @Nullable Core<O, ?, ?> downstream;

  /// Whether it pauses before each call.
  boolean stepped;

  /// How many calls are open.
  int depth;

  @Nullable Sidekicks sidekicks;

  /// Where it reads: what it gave back comes before the next input. Null as long as that is none.
  private @Nullable Input<I> reads;

  /// Given with the control that it gets: an input, or the answer to what it asked.
  private @Nullable Object given;

  private boolean inputEnds;

  /// Thrown when it gets control.
  private @Nullable Throwable problem;

  /// The last one that its driver threw in: its trace has that in it.
  private @Nullable Throwable entered;

  /// Whether it is to end: its reads and writes throw.
  private boolean closing;

  /// Whether [#problem], or the close, was thrown.
  private boolean told;

  private int disobeyed;

  /// Ended while somebody drove it who is not inside its owner.
  private boolean orphaned;

  /// What it gave control back with.
  private @Nullable Step<?, ?, ?> step;

  private boolean returned;
  private @Nullable R result;
  private @Nullable Throwable failure;

  Core(String name, Program<I, O, R> program) {
    super(name);
    this.program = program;
    line = new Line(this, this);
  }

  /// The one that the caller stands on; null for none.
  static @Nullable Core<?, ?, ?> current() {
    Strand caller = Strand.currentOrNull();
    return caller != null && caller.origin() instanceof Core<?, ?, ?> core ? core : null;
  }

  @SuppressWarnings("unchecked") // while it reads it is given inputs
  @Nullable I read() {
    checkOpen();
    if (reads != null) {
      I next = reads.poll();
      if (next != null || reads.isEnded()) {
        return next;
      }
    }
    if (upstream == null) {
      toDriver(NEEDS_INPUT);
    } else {
      passTo(upstream);
      goOn();
    }
    return (I) taken();
  }

  private @Nullable Object taken() {
    Object taken = given;
    given = null;
    return taken;
  }

  void write(O value) {
    checkOpen();
    if (downstream == null) {
      toDriver(new Step.Output<>(value));
    } else {
      handOn(downstream, value);
      goOn();
    }
  }

  private void handOn(Core<O, ?, ?> reader, O value) {
    reader.given = value;
    try {
      passTo(reader);
    } catch (Throwable refused) {
      reader.given = null;
      throw refused;
    }
  }

  /// What it reads now.
  Input<I> reads() {
    Input<I> present = reads == null ? new Input<>() : reads;
    reads = present;
    return present;
  }

  /// It reads `other` from now on.
  ///
  /// @return what it read before
  Input<I> exchange(Input<I> other) {
    if (upstream != null) {
      throw new IllegalStateException(
          this + " reads what " + upstream + " writes, and no other input");
    }
    Input<I> before = reads();
    reads = other;
    return before;
  }

  void yield() {
    checkOpen();
    toDriver(PAUSED);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a request is answered with what it is typed for
  <A extends @Nullable Object> A ask(Request<A> request) {
    Responder<Object, ?> sidekick = sidekicks == null ? null : sidekicks.find(request);
    if (sidekick != null) {
      return (A) Sidekicks.answer(sidekick, request, name());
    }
    checkOpen();
    toDriver(new Step.Asks<>(request));
    return (A) taken();
  }

  private void toDriver(Step<?, ?, ?> reason) {
    step = reason;
    pause();
    goOn();
  }

  /// It has control again.
  private void goOn() {
    if (inputEnds) {
      inputEnds = false;
      reads().end();
    }
    if (closing && !told) {
      told = true;
      given = null;
      throwProblem();
      throw new CoroutineClosed(name());
    }
    throwProblem();
    if (orphaned) {
      given = null;
      throw new CoroutineClosed(name());
    }
  }

  /// For what writes because others end: that is no disobedience.
  void checkNotClosing() {
    if (closing && told) {
      throw new CoroutineClosed(name());
    }
  }

  private void throwProblem() {
    Throwable thrown = problem;
    if (thrown != null) {
      problem = null;
      given = null;
      if (isFromOutside(thrown)) {
        Backtrace.entered(thrown);
      } else if (!closing) {
        Backtrace.left(thrown); // of the stage before
      }
      throw CoroutineFailed.toThrow(name(), thrown);
    }
  }

  private void checkOpen() {
    if (!orphaned && !(closing && told)) {
      return;
    }
    if (orphaned) {
      Suspension.giveWay(); // it may be in a loop that catches everything
    } else if (++disobeyed > MAX_DISOBEYED) {
      pause(); // for good, see endBy: it would go on for ever
    }
    throw new CoroutineClosed(name());
  }

  @Override
  protected void body() {
    try {
      goOn(); // it may have been given something to throw
      result = program.run(new Io<>(this));
      returned = true;
    } catch (Throwable e) {
      failure = cancelledBy(e);
    }
    failWith(endDependents());
    if (upstream != null && isRunning()) {
      endUpstream(upstream);
    }
  }

  private void endUpstream(Core<?, ?, ?> before) {
    Throwable why =
        isClosed() || failure == null ? null : CoroutineFailed.unchecked(name(), failure);
    failure = why == null ? failure : why;
    failWith(before.endBy(why));
  }

  /// As well; but a close is nothing to tell beside a failure.
  private void failWith(@Nullable Throwable also) {
    failure = also != null && isClosed() ? also : Failures.first(failure, also);
  }

  /// In a cancelled coroutine an interrupt says the same as a wait of ours.
  private Throwable cancelledBy(Throwable thrown) {
    Error pending = Interruption.isSaidBy(thrown) ? Strand.current().pending() : null;
    return pending == null ? thrown : pending;
  }

  /// Whether it let the close pass.
  private boolean isClosed() {
    return closing && failure instanceof CoroutineClosed;
  }

  @Override
  protected @Nullable Handover successor() {
    if (downstream == null || closing) {
      return null;
    }
    downstream.endInput();
    downstream.problem = failure == null ? null : CoroutineFailed.unchecked(name(), failure);
    return downstream;
  }

  @Override
  protected @Nullable Error endedByOwner() {
    return orphaned ? new CoroutineClosed(name()) : null;
  }

  @Override
  protected Dependent dependent() {
    return line;
  }

  // Outside: for its driver, or for the stage after it.

  /// An input, or the answer to what it asks.
  void give(@Nullable Object value) {
    given = value;
  }

  void endInput() {
    inputEnds = true;
  }

  void fail(Throwable thrown) {
    entered = CoroutineFailed.unchecked(name(), thrown);
    problem = entered;
  }

  /// Its driver may not resume it: nothing was given.
  void takeBack() {
    given = null;
    problem = null;
    inputEnds = false;
  }

  Core<?, ?, ?> proceed() {
    return (Core<?, ?, ?>) resume();
  }

  Step<?, ?, ?> step() {
    return Objects.requireNonNull(step);
  }

  boolean isClosing() {
    return closing;
  }

  /// Ends it, and the ones before it.
  ///
  /// @param why thrown where it is paused; null for a close
  /// @return what there is to tell
  @Nullable Throwable endBy(@Nullable Throwable why) {
    if (isDone()) {
      return null;
    }
    closing = true;
    if (isNew()) {
      forgo();
      return upstream == null ? null : upstream.endBy(why);
    }
    problem = why;
    disobeyed = why == null ? 0 : -1; // that it is to end it learns from its next read or write
    try {
      proceed();
    } catch (RuntimeException | Error refused) {
      takeBack();
      closing = false;
      throw refused;
    }
    if (!isDone()) {
      abandon();
      failure = endDependents();
      if (upstream != null) {
        failWith(upstream.endBy(null));
      }
    }
    return left(why);
  }

  @SuppressWarnings("ReferenceEquality") // failures that are equal are two failures
  private @Nullable Throwable left(@Nullable Throwable why) {
    if (disobeyed > 0) {
      IllegalStateException ignored =
          new IllegalStateException("coroutine '" + name() + "' ignored its close");
      if (failure != null) {
        ignored.initCause(failure);
      }
      return ignored;
    }
    return failure == why || isClosed() ? null : failure;
  }

  /// Ends it while its line runs; its driver is not inside of what ends. What the one that runs
  /// fails with by that ends those after it.
  void orphan() {
    orphaned = true;
    closing |= downstream == null;
    cancelledAround();
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /// Whether its driver threw it in.
  @SuppressWarnings("ReferenceEquality") // failures that are equal are two failures
  boolean isFromOutside(Throwable thrown) {
    return thrown == entered;
  }

  boolean hasReturned() {
    return isDone() && returned;
  }

  /// Of one that returned.
  @SuppressWarnings("NullAway") // null only where R may be
  R result() {
    return result;
  }

  /// The inputs that it has and did not read.
  List<I> rest() {
    return reads == null ? List.of() : reads.rest();
  }

  @Override
  public String toString() {
    return "coroutine '" + name() + "'";
  }
}
