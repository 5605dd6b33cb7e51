package io.weightless.engine.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The outermost lifetimes that a strand, and its fibers, are in: those that have to be told when
/// something around them is cancelled.
public final class Outermost {
  static final Outermost NONE = new Outermost();

  private Set<Life> lives = Set.of();

  public void entered(Life life) {
    if (lives.isEmpty()) {
      lives = new LinkedHashSet<>();
    }
    lives.add(life);
  }

  public void left(Life life) {
    lives.remove(life);
  }

  public boolean isEmpty() {
    return lives.isEmpty();
  }

  /// Tells them.
  ///
  /// @param origin what takes the error back
  public void cancel(String reason, Object origin) {
    List.copyOf(lives).forEach(life -> life.cancelledAround(reason, origin));
  }

  /// Tells them that they are cancelled as `around` is.
  void cancelLike(Life around) {
    List.copyOf(lives).forEach(life -> life.cancelledLike(around));
  }
}
