package io.weightless.testing;

/// Tells in the stack trace of a failure, suppressed, how to see it again.
final class Seed extends Exception {
  private static final long serialVersionUID = 1L;

  private Seed(long seed) {
    super(
        seed + "; to run the test again as it was, set -D" + InTask.SEED + "=" + seed,
        null,
        false,
        false);
  }

  static void tellIn(Throwable failure, long seed) {
    boolean told = false;
    for (Throwable suppressed : failure.getSuppressed()) {
      told |= suppressed instanceof Seed;
    }
    if (!told) {
      failure.addSuppressed(new Seed(seed));
    }
  }
}
