package io.weightless.reactor;

/// The bounds of one reactor; beyond one of them the call that asks for more fails.
///
/// @param timers pending at once
/// @param posts posted and not yet run
public record Limits(int timers, int posts) {
  public static final Limits DEFAULT = new Limits(4_000_000, 1_000_000);

  public Limits {
    if (timers < 1 || posts < 1) {
      throw new IllegalArgumentException("a limit is at least 1: " + timers + ", " + posts);
    }
  }
}
