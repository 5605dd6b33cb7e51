package io.weightless.net.internal.nio;

import io.weightless.inspect.OpenStreams;
import io.weightless.net.Files;
import io.weightless.net.Network;
import io.weightless.net.Readiness;
import io.weightless.net.internal.Addition;
import io.weightless.net.internal.Layer;
import io.weightless.net.internal.LocalFiles;
import io.weightless.net.internal.LocalOpener;
import io.weightless.net.internal.NetBackend;
import io.weightless.net.internal.ServiceWatch;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.ready.ReadyNetwork;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A selector, and what all connections of its reactor share.
final class NioBackend implements NetBackend {
  private static final int NANOS_PER_MILLI = 1_000_000;

  final Keyring keyring = new Keyring();
  private final Shared shared = new Shared();
  private @Nullable NioReadiness readiness;

  /// Whether somebody wants the next wait to end: a look before it makes the selector forget that.
  private volatile boolean woken;

  NioBackend() throws IOException {}

  @Override
  public Shared shared() {
    return shared;
  }

  @Override
  public void attachTo(Reactor reactor) {
    Network network = new ReadyNetwork(reactor, shared, new NioSockets(keyring, shared.pool), null);
    reactor.attach(Network.class, Layer.all(network));
    reactor.attach(OpenStreams.class, shared.resources::seen);
    reactor.attach(
        Files.class, new LocalFiles(shared.disk(reactor), new LocalOpener(), ServiceWatch::open));
    Addition.attachAllLater(reactor, shared, null);
    readiness = new NioReadiness(reactor, keyring);
    reactor.attach(Readiness.class, readiness);
  }

  /// An interrupt of the thread that runs the loop ends the wait and stays set: the loop cancels
  /// its tasks and clears it.
  ///
  /// A channel of others that is closed is never ready: before a wait somebody has to look.
  @Override
  public int poll(long timeoutNanos) throws IOException {
    shared.counters.polls++;
    shared.budget.renew();
    if (readiness == null || readiness.isEmpty()) {
      return select(timeoutNanos);
    }
    int found = keyring.look() + readiness.tellClosed();
    return found > 0 ? found : select(woken ? 0 : timeoutNanos);
  }

  private int select(long timeoutNanos) throws IOException {
    int found = timeoutNanos <= 0 ? keyring.look() : keyring.await(millis(timeoutNanos));
    woken = false;
    return found;
  }

  /// What is ready stays so, and the next poll finds it again.
  @Override
  public void awaitInput(long timeoutNanos) throws IOException {
    boolean found = keyring.peek() > 0 || (readiness != null && readiness.hasClosed());
    if (timeoutNanos > 0 && !found && !woken) {
      keyring.awaitAny(millis(timeoutNanos));
    }
    woken = false;
  }

  /// Rounded down, the loop would spin through the last part of a millisecond.
  ///
  /// @return 0 for ever
  private static long millis(long nanos) {
    return nanos == Long.MAX_VALUE ? 0 : 1 + (nanos - 1) / NANOS_PER_MILLI;
  }

  @Override
  public boolean isQuiet() {
    return keyring.isEmpty();
  }

  @Override
  public void wakeup() {
    woken = true;
    keyring.wakeup();
  }

  @Override
  public void close() throws IOException {
    shared.closeAll();
    keyring.close();
  }
}
