package io.weightless.shard;

import io.weightless.channel.ChannelClosed;
import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The life of one shard, from its first task to the end of its reactor.
final class Life {
  private final Shards shards;
  private final int index;

  /// While it lives. Written on its reactor before it looks how all are to end, and read by whoever
  /// ends them after he has said so: one of the two sees the other.
  private volatile @Nullable Shard shard;

  Life(Shards shards, int index) {
    this.shards = shards;
    this.index = index;
  }

  int index() {
    return index;
  }

  /// Tells it, if it lives. From any thread.
  void tell(Consumer<Shard> what) {
    Shard living = shard;
    if (living != null) {
      what.accept(living);
    }
  }

  boolean isOn(Reactor reactor) {
    Shard living = shard;
    return living != null && living.isOn(reactor);
  }

  /// Its first task.
  ///
  /// @throws Cancelled when its reactor ends it, which then says why
  void run(Program<?> program) {
    try {
      Scope.join(scope -> {
        begin(new Shard(index, shards.count(), scope));
        awaitAll();
        program.run(Objects.requireNonNull(shard));
      });
    } catch (Cancelled ofReactor) {
      throw ofReactor;
    } catch (Throwable e) {
      failed(e);
    } finally {
      shards.mailboxes().forEach(boxes -> boxes.close(index));
      shard = null;
    }
  }

  private void begin(Shard born) {
    shards.mailboxes().forEach(boxes -> boxes.open(index));
    shard = born;
    String cancelled = shards.ending().cancelled();
    if (cancelled != null) {
      born.scope().cancel(cancelled);
    }
    Duration drained = shards.ending().drained();
    if (drained != null) {
      born.drain(drained);
    }
  }

  private void awaitAll() {
    Ending ending = shards.ending();
    Carrier carrier = Carrier.current();
    Suspension<@Nullable Void> all = new Suspension<>(ending);
    ending.arrived(() -> Shards.post(carrier, () -> all.resume(null)));
    all.await(() -> true);
  }

  private void failed(Throwable thrown) {
    boolean told = shards.ending().cancelled() != null;
    if (told && (thrown instanceof CancellationException || isOfAnotherEnd(thrown))) {
      shards.ending().cut();
    } else {
      shards.failed(thrown);
    }
  }

  /// Where one shard was cancelled, one that sends to it is too, and may hear that first.
  private static boolean isOfAnotherEnd(Throwable thrown) {
    return thrown instanceof ChannelClosed;
  }

  /// Its reactor is closed.
  void ended(@Nullable Throwable failure) {
    if (failure != null) {
      shards.failed(failure);
    }
    shards.ending().ended();
  }
}
