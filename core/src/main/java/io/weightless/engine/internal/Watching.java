package io.weightless.engine.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The places of one carrier at which a [Watcher] sees what happens. Without one each costs a look
/// at a field. For the carrier's owner.
public final class Watching {
  private final Carrier carrier;
  private @Nullable Watcher watcher;

  Watching(Carrier carrier) {
    this.carrier = carrier;
  }

  /// Null is nobody.
  public void by(@Nullable Watcher watcher) {
    this.watcher = watcher;
  }

  void turnBegins(Object who) {
    if (!Watcher.LEFT_OUT && watcher != null) {
      watcher.turnBegins(who);
    }
  }

  void turnEnds(Object who) {
    if (!Watcher.LEFT_OUT && watcher != null) {
      watcher.turnEnds(who);
    }
  }

  /// A channel has taken a value of `sender`; null for whoever runs now.
  public void sent(Object channel, @Nullable Strand sender) {
    if (!Watcher.LEFT_OUT && watcher != null) {
      watcher.sent(channel, sender == null ? carrier.running : sender);
    }
  }

  /// A channel has given a value to `receiver`; null for whoever runs now.
  public void received(Object channel, @Nullable Strand receiver) {
    if (!Watcher.LEFT_OUT && watcher != null) {
      watcher.received(channel, receiver == null ? carrier.running : receiver);
    }
  }

  /// Who is known to end a wait at a channel; empty when nobody watches.
  List<Strand> expectedAt(AtChannel wait) {
    return watcher == null ? List.of() : watcher.expectedAt(wait);
  }
}
