package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Interruption;
import io.weightless.engine.internal.Life;
import io.weightless.engine.internal.Rethrow;
import io.weightless.engine.internal.Strand;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One call of [Reactor#run]: its body, the loop around it, and how it failed.
final class Run {
  /// More of them tell nothing new: a callback that fails at every step fails very often.
  private static final int MAX_SUPPRESSED = 100;

  private final Reactor reactor;
  private final Carrier carrier;
  private final Work<?> body;
  private @Nullable Throwable failure;
  private int suppressed;
  private boolean interrupted;
  private boolean ending;
  private boolean over = true; // until it begins

  Run(Reactor reactor, Work<?> body) {
    this.reactor = reactor;
    this.carrier = reactor.carrier();
    this.body = body;
  }

  void untilDone() {
    Embedding embedding = reactor.loop().embedding();
    if (embedding != null) {
      embedding.checkNotRunning();
    }
    begin();
    while (!isDone()) {
      if (Thread.interrupted()) {
        interrupted();
      }
      try {
        reactor.loop().turn(Long.MAX_VALUE);
      } catch (Throwable e) {
        fail(e);
      }
    }
    finish();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts the body, unless it is too late.
  void begin() {
    if (!reactor.isClosed()) {
      over = false;
      Strand.start("main", Life.of(this::runBody));
    }
  }

  /// Whether it has begun, and [#end] was not called.
  boolean isUnderWay() {
    return !over;
  }

  /// Whether all tasks have ended.
  boolean isDone() {
    return carrier.strands().count() == 0;
  }

  /// A failure of the loop ends the tasks, and not the loop.
  void fail(Throwable e) {
    failed(e);
    end("the reactor failed: " + firstLine(Description.of(e)));
  }

  void finish() {
    carrier.end(null);
    over = true;
  }

  /// On the loop, behind [#begin].
  void cancel() {
    if (!over) {
      end("the future of what runs here was cancelled");
    }
  }

  /// The thread that called run was interrupted while another one runs it for it. From any thread.
  void interrupt() {
    carrier.post(this::interrupted);
  }

  private void interrupted() {
    if (over) {
      return; // it was refused, or came too late: another run is not meant
    }
    interrupted = true;
    end("the thread that runs the reactor was interrupted");
  }

  private void end(String why) {
    ending = true;
    carrier.end(() -> new Cancelled(why, this));
  }

  /// The rest of a report is in the failure itself.
  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private void runBody() {
    try {
      body.run();
    } catch (Throwable e) {
      if (!isUnwinding(e)) {
        failed(e);
      }
    }
  }

  /// Where a wait of ours throws Cancelled, one of the JDK is interrupted.
  private boolean isUnwinding(Throwable thrown) {
    return thrown instanceof Cancelled cancelled
        ? cancelled.origin() == this
        : ending && Interruption.isSaidBy(thrown);
  }

  @SuppressWarnings("ReferenceEquality") // failures that are equal are two failures
  private void failed(Throwable e) {
    if (failure == null) {
      failure = e;
    } else if (failure != e && suppressed++ < MAX_SUPPRESSED) {
      failure.addSuppressed(e);
    }
  }

  @Nullable Throwable failure() {
    return failure;
  }

  <X extends Exception> void rethrow() throws X {
    if (failure != null) {
      Rethrow.<X>as(failure);
    }
    if (interrupted) {
      throw new CancellationException("the thread that ran the reactor was interrupted");
    }
  }
}
