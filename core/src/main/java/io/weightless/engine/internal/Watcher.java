package io.weightless.engine.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sees all that happens on one carrier, at the two places where it passes: a turn, and a value
/// that goes through a channel.
public interface Watcher {
  /// Whether these places are left out of this process, to measure what they cost. Asked once, so
  /// that the compiler drops them.
  boolean LEFT_OUT = Boolean.getBoolean("weightless.unwatched");

  /// @param who a [Strand], or what names a callback by its `toString`
  void turnBegins(Object who);

  void turnEnds(Object who);

  /// A channel has taken a value of `sender`; null when that is no strand of this carrier.
  void sent(Object channel, @Nullable Strand sender);

  /// Who is known to end a wait there, as the last one that did the opposite.
  List<Strand> expectedAt(AtChannel wait);

  /// A channel has given a value to `receiver`; null when that is a callback.
  void received(Object channel, @Nullable Strand receiver);
}
