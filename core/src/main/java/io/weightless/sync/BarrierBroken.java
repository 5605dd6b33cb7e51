package io.weightless.sync;

/// Thrown to those who wait at a [Barrier], or come to it, when one of its parties is missing: it
/// says which. Only [Barrier#reset] mends that.
public final class BarrierBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BarrierBroken(String why) {
    super("the barrier is broken: " + why);
  }
}
