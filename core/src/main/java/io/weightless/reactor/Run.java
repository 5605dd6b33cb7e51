package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One call of [Reactor#run]: its body, the loop around it, and how it failed.
final class Run {
  private final Reactor reactor;
  private final Carrier carrier;
  private final Work<?> body;
  private @Nullable Throwable failure;
  private boolean interrupted;

  Run(Reactor reactor, Work<?> body) {
    this.reactor = reactor;
    this.carrier = reactor.carrier();
    this.body = body;
  }

  void untilDone() {
    Strand.start("main", null, this::runBody);
    while (carrier.strands() > 0) {
      if (Thread.interrupted()) {
        interrupted = true;
        carrier.end(() -> new Cancelled("the thread that runs the reactor was interrupted", this));
      }
      try {
        reactor.turn(Long.MAX_VALUE);
      } catch (Throwable e) {
        failed(e);
        carrier.end(() -> new Cancelled("the reactor failed: " + e, this));
      }
    }
    carrier.end(null);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void runBody() {
    try {
      body.run();
    } catch (Cancelled cancelled) {
      if (cancelled.origin() != this) {
        failed(cancelled);
      }
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable e) {
    if (failure == null) {
      failure = e;
    } else if (!failure.equals(e)) {
      failure.addSuppressed(e);
    }
  }

  @SuppressWarnings("unchecked")
  <X extends Exception> void rethrow() throws X {
    switch (failure) {
      case null -> {
        if (interrupted) {
          throw new CancellationException("the thread that ran the reactor was interrupted");
        }
      }
      case Error error -> throw error;
      default -> throw (X) failure;
    }
  }
}
