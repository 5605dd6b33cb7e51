package io.weightless.inspect;

import io.weightless.channel.ChannelStatistics;
import io.weightless.channel.Measured;
import io.weightless.engine.internal.AtChannel;
import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Strand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// The channels of one reactor that are known: somebody waits there, or something went through
/// while it was watched.
final class Channels {
  /// Of those that nobody waits at. The one that was used longest ago goes first.
  private static final int KEPT = 1_024;

  /// None is kept here that nobody else has. Two channels are never equal.
  private final Map<Object, Long> ids = new WeakHashMap<>();

  private long lastId;

  private final Map<Object, Use> used =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Use> eldest) {
          return size() > KEPT;
        }
      };

  /// Who used one last, by name.
  private static final class Use {
    final long id;
    @Nullable Strand sender;
    @Nullable Strand receiver;

    Use(long id) {
      this.id = id;
    }
  }

  /// @return its id
  long sent(Object channel, @Nullable Strand sender) {
    Use use = use(channel);
    use.sender = sender;
    return use.id;
  }

  /// @return its id
  long received(Object channel, @Nullable Strand receiver) {
    Use use = use(channel);
    use.receiver = receiver;
    return use.id;
  }

  private Use use(Object channel) {
    return used.computeIfAbsent(channel, one -> new Use(id(one)));
  }

  private long id(Object channel) {
    return ids.computeIfAbsent(channel, _ -> ++lastId);
  }

  /// Nobody watches any more.
  void forget() {
    used.clear();
  }

  /// The last one that sent there while it was watched; null when nobody is known.
  @Nullable Strand sender(Object channel) {
    Use use = used.get(channel);
    return use == null ? null : use.sender;
  }

  /// The last one that received there.
  @Nullable Strand receiver(Object channel) {
    Use use = used.get(channel);
    return use == null ? null : use.receiver;
  }

  /// In the order of their ids.
  List<SeenChannel> seen(List<Strand> living) {
    Map<Object, @Nullable Use> all = new LinkedHashMap<>(used);
    for (Strand strand : living) {
      if (strand.awaited() instanceof AtChannel wait && wait.channel() instanceof Measured) {
        all.putIfAbsent(wait.channel(), null);
      }
    }
    List<SeenChannel> seen = new ArrayList<>(all.size());
    all.forEach((channel, use) -> seen.add(seen((Measured) channel, use)));
    seen.sort((a, b) -> Long.compare(a.id(), b.id()));
    return seen;
  }

  private SeenChannel seen(Measured channel, @Nullable Use use) {
    ChannelStatistics now = channel.statistics();
    return new SeenChannel(
        id(channel),
        Description.of(channel),
        now.capacity(),
        now.buffered(),
        now.sendersWaiting(),
        now.receiversWaiting(),
        now.sent(),
        now.received(),
        now.dropped(),
        use == null || use.sender == null ? null : use.sender.name(),
        use == null || use.receiver == null ? null : use.receiver.name());
  }
}
