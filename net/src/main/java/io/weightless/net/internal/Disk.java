package io.weightless.net.internal;

import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.offload.Job;
import io.weightless.offload.Limits;
import io.weightless.offload.Offload;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A few threads of one reactor for what has to wait for a disk. Not those that look up names: a
/// slow resolver holds no file up.
public final class Disk implements AutoCloseable {
  private static final Limits LIMITS = new Limits(4, Duration.ofSeconds(10));

  private final Reactor reactor;
  private final Resources resources;
  private final Budget budget;
  private @Nullable Offload offload;

  Disk(Reactor reactor, Resources resources, Budget budget) {
    this.reactor = reactor;
    this.resources = resources;
    this.budget = budget;
  }

  /// Does `job`, which an interrupt does no harm, on one of the threads; on this one when the
  /// caller can't wait.
  ///
  /// - **Cancelled**: before its turn it is not done; one that has begun is done to its end.
  public <T extends @Nullable Object, X extends Exception> T call(Job<T, X> job) throws X {
    reactor.checkOwner();
    return mayWait() ? offload().call(job) : calmly(job);
  }

  /// The same for a job of which an interrupt would close the file. It is waited for in any case.
  public <T extends @Nullable Object, X extends Exception> T callShielded(Job<T, X> job) throws X {
    reactor.checkOwner();
    if (!mayWait()) {
      return calmly(job);
    }
    Suspension.checkpoint();
    return Scope.<T, X>shield(_ -> offload().call(job));
  }

  /// Does what has to be done also when the caller is cancelled, and waits for it.
  <T extends @Nullable Object, X extends Exception> T finish(Job<T, X> job) throws X {
    reactor.checkOwner();
    return mayWait() ? Scope.<T, X>shield(_ -> offload().call(job)) : calmly(job);
  }

  /// A cancellation point, where the caller could wait. Who has had much at once gives way.
  void claim() {
    if (mayWait()) {
      Suspension.checkpoint();
      budget.claim();
    }
  }

  /// Something went through at once.
  void spend(int bytes) {
    budget.spend(bytes);
  }

  /// A callback is none that can wait, nor is a task that has promised not to.
  private static boolean mayWait() {
    Strand caller = Strand.currentOrNull();
    return caller != null && !caller.holds();
  }

  private Offload offload() {
    offload = offload == null ? Offload.open(LIMITS) : offload;
    return offload;
  }

  /// Runs it here with the interrupt flag clear: with the flag set, as it is in a cancelled task,
  /// the JDK closes the file, which others may share.
  static <T extends @Nullable Object, X extends Exception> T calmly(Job<T, X> job) throws X {
    boolean interrupted = Thread.interrupted();
    try {
      return job.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public void checkOwner() {
    reactor.checkOwner();
  }

  Resources resources() {
    return resources;
  }

  /// At the end of the reactor. What is being done is done to its end.
  @Override
  public void close() {
    if (offload != null) {
      offload.abort();
    }
  }
}
