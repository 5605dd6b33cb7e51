package io.weightless.net.internal.epoll;

import io.weightless.inspect.OpenStreams;
import io.weightless.net.Files;
import io.weightless.net.Network;
import io.weightless.net.Readiness;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Addition;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Layer;
import io.weightless.net.internal.NetBackend;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Descriptors;
import io.weightless.net.internal.linux.Epoll;
import io.weightless.net.internal.linux.Event;
import io.weightless.net.internal.linux.Interruption;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.LinuxFiles;
import io.weightless.net.internal.linux.LinuxSockets;
import io.weightless.net.internal.linux.Pipes;
import io.weightless.net.internal.nio.SelectorReadiness;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Handle;
import io.weightless.net.internal.ready.ReadyNetwork;
import io.weightless.net.internal.ready.Socket;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An epoll instance, and the sockets that it tells of.
final class EpollBackend implements NetBackend, LinuxSockets.Maker {
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int MOST_MILLIS = Integer.MAX_VALUE;

  final Libc libc = new Libc();
  private final Pipes pipes = new Pipes(libc);
  private @Nullable SelectorReadiness readiness;
  private final Shared shared = new Shared();
  private final Epoll epoll;

  /// What ends a wait.
  private final Event wakeup;

  private final Interruption interruption = new Interruption(this::wakeup);

  /// By their descriptors, which the system keeps small.
  private @Nullable EpollSocket[] sockets = new EpollSocket[64];

  private int registered;

  EpollBackend() throws IOException {
    epoll = new Epoll(libc);
    wakeup = new Event(libc);
    epoll.add(wakeup.descriptor(), Epoll.IN);
  }

  @Override
  public Shared shared() {
    return shared;
  }

  @Override
  public void attachTo(Reactor reactor) {
    readiness = new SelectorReadiness(reactor, selector -> epoll.add(selector, Epoll.IN));
    reactor.attach(Readiness.class, readiness);
    reactor.attach(Descriptors.class, this);
    Network network = new ReadyNetwork(reactor, shared, new LinuxSockets(libc, this), pipes);
    reactor.attach(Network.class, Layer.all(network));
    reactor.attach(OpenStreams.class, shared.resources::seen);
    Addition.attachAllLater(reactor, shared, libc);
    reactor.attach(Files.class, LinuxFiles.of(shared.disk(reactor), libc, this));
  }

  @Override
  public int poll(long timeoutNanos) throws IOException {
    shared.counters.polls++;
    shared.budget.renew();
    int told = readiness == null ? 0 : readiness.look();
    int found = timeoutNanos <= 0 || told > 0 ? epoll.await(0) : await(timeoutNanos);
    return dispatch(found, told);
  }

  private int await(long timeoutNanos) throws IOException {
    interruption.waitBegins();
    try {
      return epoll.await(millis(timeoutNanos));
    } finally {
      interruption.waitEnds();
    }
  }

  /// Rounded down, the loop would spin through the last part of a millisecond.
  private static int millis(long nanos) {
    return nanos == Long.MAX_VALUE
        ? -1
        : (int) Math.min(MOST_MILLIS, 1 + (nanos - 1) / NANOS_PER_MILLI);
  }

  private int dispatch(int found, int toldBefore) throws IOException {
    int told = toldBefore;
    for (int i = 0; i < found; i++) {
      int descriptor = epoll.which(i);
      EpollSocket socket = descriptor < sockets.length ? sockets[descriptor] : null;
      if (socket != null) {
        socket.ready(epoll.events(i));
        told++;
      } else if (descriptor == wakeup.descriptor()) {
        wakeup.clear();
      } else if (readiness != null && toldBefore == 0) {
        told += readiness.look();
      }
    }
    return told;
  }

  /// What is ready stays so, and the next poll finds it again.
  @Override
  public void awaitInput(long timeoutNanos) throws IOException {
    if (timeoutNanos > 0) {
      if (readiness != null && readiness.isReady()) {
        return;
      }
      Libc.awaitReadable(millis(timeoutNanos), epoll.descriptor());
    } else {
      wakeup.clear();
    }
  }

  @Override
  public boolean isQuiet() {
    return registered == 0 && (readiness == null || readiness.isEmpty());
  }

  @Override
  public Connection connection(int descriptor, SocketAddress remote, boolean connected) {
    return new EpollConnection(this, descriptor, remote, connected);
  }

  @Override
  public Socket.Listening listening(int descriptor, @Nullable TcpOptions options, boolean shared) {
    EpollListening listening = new EpollListening(this, descriptor, options);
    int _ = shared ? listening.share() : descriptor;
    return listening;
  }

  @Override
  public Handle handle(int descriptor) {
    return new EpollSocket(this, descriptor);
  }

  void register(EpollSocket socket) throws IOException {
    int descriptor = socket.descriptor;
    if (descriptor >= sockets.length) {
      sockets = Arrays.copyOf(sockets, Math.max(descriptor + 1, 2 * sockets.length));
    }
    epoll.add(descriptor, Epoll.IN | Epoll.OUT | Epoll.RDHUP | Epoll.EDGE);
    sockets[descriptor] = socket;
    registered++;
  }

  /// It will be closed, and epoll forgets what is; unless other processes have it, too.
  void forget(EpollSocket socket) throws IOException {
    if (socket.isShared) {
      epoll.remove(socket.descriptor);
    }
    sockets[socket.descriptor] = null;
    registered--;
  }

  @Override
  public void wakeup() {
    wakeup.signal();
  }

  @Override
  public void close() throws IOException {
    shared.closeAll();
    pipes.close();
    Failures.closeQuietly(readiness);
    Failures.closeQuietly(interruption);
    wakeup.close();
    epoll.close();
    libc.close();
  }
}
