package io.weightless.net.internal.nio;

import io.weightless.net.Files;
import io.weightless.net.Network;
import io.weightless.net.Readiness;
import io.weightless.reactor.Backend;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A selector, and what all connections of its reactor share.
final class NioBackend implements Backend {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int NAMED_AT_CLOSE = 10;

  final Selector selector;
  final Counters counters = new Counters();
  final BufferPool pool = new BufferPool();
  final Gather gather = new Gather(counters);
  final Budget budget = new Budget();
  final Resources resources = new Resources();

  /// How many keys of the selector are somebody's. When it has fewer a channel was closed behind
  /// our back.
  int keys;

  private @Nullable NioReadiness readiness;

  /// Whether somebody wants the next wait to end: a look before it makes the selector forget that.
  private volatile boolean woken;

  private final Consumer<SelectionKey> dispatch = NioBackend::dispatch;

  NioBackend() throws IOException {
    selector = Selector.open();
  }

  @Override
  public void attachTo(Reactor reactor) {
    reactor.attach(Network.class, new NioNetwork(reactor, this));
    reactor.attach(Files.class, new LocalFiles(reactor, this));
    readiness = new NioReadiness(reactor, this);
    reactor.attach(Readiness.class, readiness);
  }

  /// An interrupt of the thread that runs the loop ends the wait and stays set: the loop cancels
  /// its tasks and clears it.
  ///
  /// A channel of others that is closed is never ready: before a wait somebody has to look.
  @Override
  public int poll(long timeoutNanos) throws IOException {
    counters.polls++;
    budget.renew();
    if (readiness == null || readiness.isEmpty()) {
      return select(dispatch, timeoutNanos);
    }
    int found = selector.selectNow(dispatch) + readiness.tellClosed();
    return found > 0 ? found : select(dispatch, woken ? 0 : timeoutNanos);
  }

  /// What is ready stays so, and the next poll finds it again.
  @Override
  public void awaitInput(long timeoutNanos) throws IOException {
    boolean found = selector.selectNow(_ -> {}) > 0 || (readiness != null && readiness.hasClosed());
    int _ = select(_ -> {}, found || woken ? 0 : timeoutNanos);
  }

  private int select(Consumer<SelectionKey> ready, long timeoutNanos) throws IOException {
    int found;
    if (timeoutNanos <= 0) {
      found = selector.selectNow(ready);
    } else if (timeoutNanos == Long.MAX_VALUE) {
      found = selector.select(ready);
    } else { // rounded down, the loop would spin through the last part of a millisecond
      found = selector.select(ready, 1 + (timeoutNanos - 1) / NANOS_PER_MILLI);
    }
    woken = false;
    return found;
  }

  private static void dispatch(SelectionKey key) {
    ((Registered) key.attachment()).ready(key.readyOps());
  }

  /// Frees the descriptors of closed channels now, and not with the next look. It looks, too.
  void forgetClosed() {
    try {
      selector.selectNow(dispatch);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a failed look", e);
    }
  }

  @Override
  public boolean isQuiet() {
    return selector.keys().isEmpty();
  }

  @Override
  public void wakeup() {
    woken = true;
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    List<String> left = resources.closeAll();
    if (!left.isEmpty()) {
      int named = Math.min(left.size(), NAMED_AT_CLOSE);
      String others = left.size() > named ? " and " + (left.size() - named) + " more" : "";
      LOG.log(
          System.Logger.Level.WARNING,
          "a reactor was closed while this was still open, it is closed now: "
              + String.join(", ", left.subList(0, named))
              + others);
    }
    selector.close();
  }
}
