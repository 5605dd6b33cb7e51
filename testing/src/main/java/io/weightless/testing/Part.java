package io.weightless.testing;

import io.weightless.engine.internal.Rethrow;
import org.jspecify.annotations.Nullable;

/// One thing that JUnit calls for a test, on its way to the test's task and back.
final class Part {
  /// What is done with it.
  enum Kind {
    /// Goes on in the scope around the test.
    FIXTURE,
    /// Begins the scope of the test that comes next.
    SCOPE,
    /// Runs in a scope of its own.
    TEST,
    /// Ends the scope around the test.
    LAST
  }

  /// What JUnit calls.
  interface Work {
    void run() throws Throwable;
  }

  final Kind kind;
  private final Work work;
  @Nullable Throwable failure;

  /// Whether JUnit's thread may go on. Guarded by the stage.
  boolean over;

  Part(Kind kind, Work work) {
    this.kind = kind;
    this.work = work;
  }

  void run() throws Exception {
    try {
      work.run();
    } catch (Throwable e) {
      Rethrow.<Exception>as(e);
    }
  }
}
