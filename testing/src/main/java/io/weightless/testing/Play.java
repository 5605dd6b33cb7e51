package io.weightless.testing;

import io.weightless.engine.internal.Rethrow;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the task of one test does: the parts that JUnit hands over, in two scopes, one around
/// everything and one for the test itself.
///
/// JUnit's thread may look at the scopes while it is its turn.
final class Play {
  /// What the task waits for between two parts.
  private static final Suspension.Foreign NEXT_PART =
      new Suspension.Foreign() {
        @Override
        public String toString() {
          return "the next part of the test";
        }
      };

  private final Stage stage;

  /// Null on real time.
  private final @Nullable VirtualBackend backend;

  private @Nullable Part current;
  private @Nullable Suspension<@Nullable Void> wait;
  private volatile @Nullable Scope fixtures;
  private volatile @Nullable Scope test;

  Play(Stage stage, @Nullable VirtualBackend backend) {
    this.stage = stage;
    this.backend = backend;
  }

  /// The scope around the whole test, once a part was performed.
  Scope fixtures() {
    return Objects.requireNonNull(fixtures);
  }

  /// The scope of the test that comes next, if one was made.
  @Nullable Scope test() {
    return test;
  }

  /// From JUnit's thread.
  void partOffered() {
    if (backend == null) {
      stage.reactor.post(this::wake);
    }
  }

  /// From JUnit's thread.
  void cancel(String reason) {
    try {
      stage.reactor.post(() -> {
        if (fixtures != null) {
          fixtures.cancel(reason);
        }
      });
    } catch (IllegalStateException _) {
      // closed: it has ended
    }
  }

  /// The body of a run. Ends after the last part, or because something else failed.
  void performAll() throws Exception {
    test = null;
    Scope.join(around -> {
      fixtures = around;
      Part part = next();
      while (part.kind != Part.Kind.LAST) {
        part = perform(part);
      }
      around.cancel("the test is over");
    });
  }

  /// Gives the one that comes after it.
  private Part perform(Part part) throws Exception {
    if (part.kind != Part.Kind.FIXTURE && stage.failsBefore(part)) {
      return next();
    }
    switch (part.kind) {
      case SCOPE -> {
        Part inside = performInside();
        if (inside.kind != Part.Kind.TEST) {
          return inside; // JUnit could not call the test
        }
      }
      case TEST -> settle(() -> Scope.join(_ -> part.run()));
      default -> settle(part::run);
    }
    return next();
  }

  /// Opens the scope of a test, and performs the test in it, if that is what comes next.
  private Part performInside() throws Exception {
    Part[] inside = new Part[1];
    settle(() ->
        Scope.join(scope -> {
          test = scope;
          inside[0] = next();
          if (inside[0].kind == Part.Kind.TEST) {
            inside[0].run();
          }
        }));
    test = null;
    return inside[0];
  }

  /// What `work` fails with is the failure of the part that is on, unless the work was cancelled:
  /// then something else failed before.
  private void settle(Work<Exception> work) throws Exception {
    try {
      work.run();
      Suspension.checkpoint();
    } catch (Throwable e) {
      if (e instanceof Cancelled || Strand.current().isCancelled()) {
        Rethrow.<Exception>as(e);
      }
      Objects.requireNonNull(current).failure = e;
    }
  }

  private Part next() {
    if (current != null) {
      rest(current);
    }
    Part next = stage.take();
    current = next;
    return next;
  }

  /// Until JUnit has offered the next part.
  private void rest(Part ended) {
    if (backend == null) {
      restAlone(ended);
    } else {
      restWithLoop(backend, ended);
    }
  }

  private void restAlone(Part ended) {
    Suspension<@Nullable Void> offer = new Suspension<>(NEXT_PART);
    wait = offer;
    stage.over(ended);
    offer.await(() -> true);
    while (!stage.hasOffer()) { // it was told of one that it had seen already
      offer = new Suspension<>(NEXT_PART);
      wait = offer;
      offer.await(() -> true);
    }
  }

  /// The whole loop stands still.
  private void restWithLoop(VirtualBackend backend, Part ended) {
    Suspension<@Nullable Void> offer = new Suspension<>(NEXT_PART);
    backend.pauseWith(() -> {
      stage.over(ended);
      stage.awaitOffer();
      offer.resume(null);
    });
    offer.await(() -> {
      backend.goOn();
      return true;
    });
  }

  private void wake() {
    if (wait != null) {
      wait.resume(null);
    }
  }

  /// The part that was on when a run ended.
  @Nullable Part takeCurrent() {
    Part taken = current;
    current = null;
    return taken;
  }
}
