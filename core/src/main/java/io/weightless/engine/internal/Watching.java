package io.weightless.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The places of one carrier at which a [Watcher] sees what happens. Without one each costs a look
/// at a field. For the carrier's owner.
public final class Watching {
  private final Carrier carrier;
  private @Nullable Watcher watcher;

  /// Who is known, without a watcher, to end a wait at a channel.
  private Function<AtChannel, List<Strand>> wiring = _ -> List.of();

  Watching(Carrier carrier) {
    this.carrier = carrier;
  }

  /// Null is nobody.
  public void by(@Nullable Watcher watcher) {
    this.watcher = watcher;
  }

  /// From now on `wiring` is asked, too, who ends a wait at a channel: it knows where some lead.
  public void wiredBy(Function<AtChannel, List<Strand>> wiring) {
    this.wiring = wiring;
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

  /// Who is known to end a wait at a channel, the likeliest first.
  List<Strand> expectedAt(AtChannel wait) {
    List<Strand> expected = new ArrayList<>();
    if (watcher != null) {
      expected.addAll(watcher.expectedAt(wait));
    }
    expected.addAll(wiring.apply(wait));
    return expected;
  }
}
