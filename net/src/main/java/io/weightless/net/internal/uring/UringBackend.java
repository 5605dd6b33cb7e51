package io.weightless.net.internal.uring;

import io.weightless.inspect.OpenStreams;
import io.weightless.net.Files;
import io.weightless.net.Network;
import io.weightless.net.Readiness;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Addition;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.Layer;
import io.weightless.net.internal.NetBackend;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.linux.Descriptors;
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
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A ring, and what is under way on it.
final class UringBackend implements NetBackend, LinuxSockets.Maker {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");

  final Libc libc = new Libc();
  private final Pipes pipes = new Pipes(libc);
  final Requests requests = new Requests();

  /// How long a closed connection may take to send what was written to it.
  Duration linger = Duration.ofSeconds(30);

  final Departures departures = new Departures();
  final ProvidedBuffers buffers;
  private final Shared shared = new Shared();
  private final RingOfThread ring;
  private final Event wakeup;
  private final Watch woken;
  private final Interruption interruption = new Interruption(this::wakeup);
  private @Nullable SelectorReadiness readiness;
  private @Nullable Watch selector;

  /// Requesters of the backend itself.
  private int own;

  private boolean closed;

  UringBackend() throws IOException {
    buffers = new ProvidedBuffers(shared.pool);
    wakeup = new Event(libc);
    try {
      ring = new RingOfThread(this);
    } catch (IOException e) {
      wakeup.close();
      buffers.unmap();
      libc.close();
      throw e;
    }
    woken = watch(wakeup.descriptor(), true);
  }

  private Watch watch(int descriptor, boolean isAlways) {
    own++;
    return new Watch(requests, descriptor, isAlways);
  }

  @Override
  public Shared shared() {
    return shared;
  }

  BufferPool pool() {
    return shared.pool;
  }

  @Override
  public void attachTo(Reactor reactor) {
    readiness = new SelectorReadiness(reactor, descriptor -> selector = watch(descriptor, false));
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
    Ring present = ring.ofThisThread();
    int told = look();
    requests.submit(present.submissions);
    if (timeoutNanos > 0 && told == 0 && present.completions.isEmpty() && !isToldAlready()) {
      await(present, timeoutNanos);
    } else if (present.hasToEnter()) {
      present.enter();
    }
    return complete(present, told);
  }

  /// Whether a [#flush] since the last look saw what a poll would have ended its wait for.
  private boolean isToldAlready() {
    return woken.isReady() || (selector != null && selector.isReady());
  }

  /// At the channels of the JDK.
  private int look() throws IOException {
    if (readiness == null || readiness.isEmpty()) {
      return 0;
    }
    int told = readiness.look();
    if (selector != null) {
      selector.again();
    }
    return told;
  }

  private void await(Ring present, long timeoutNanos) throws IOException {
    interruption.waitBegins();
    try {
      present.await(timeoutNanos);
    } finally {
      interruption.waitEnds();
    }
  }

  /// @param toldBefore by the look at the channels of the JDK
  /// @return how many were told something
  private int complete(Ring present, int toldBefore) throws IOException {
    int told = toldBefore + complete(present.completions);
    if (woken.wasReady()) {
      told--;
      ring.forgetWakeup(wakeup);
    }
    if (selector != null && selector.wasReady() && readiness != null) {
      told += toldBefore == 0 ? readiness.look() - 1 : -1;
    }
    ring.forgetCompletion();
    return told;
  }

  int complete(Completions completions) {
    int told = 0;
    while (!completions.isEmpty()) {
      long data = completions.data();
      int result = completions.result();
      int flags = completions.flags();
      completions.remove();
      Requester requester = requests.find(data);
      if (requester != null) {
        requester.completed(Requests.kind(data), result, flags);
        told++;
      }
    }
    completions.publish();
    return told;
  }

  /// What fails here fails again in the next poll.
  @Override
  public void flush() {
    if (requests.hasChanged() && !closed) {
      try {
        Ring present = ring.ofThisThread();
        requests.submit(present.submissions);
        present.enter();
        while (present.submissions.overflows()) { // a new ring would not have that
          int _ = complete(present.completions);
          present.enter();
        }
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "a failed flush", e);
      }
    }
  }

  @Override
  public void awaitInput(long timeoutNanos) throws IOException {
    if (timeoutNanos <= 0) {
      wakeup.clear();
      ring.host();
    } else if (readiness == null || !readiness.isReady()) {
      ring.awaitCompletion(wakeup, timeoutNanos);
    }
  }

  @Override
  public boolean isQuiet() {
    return requests.count() == own && (readiness == null || readiness.isEmpty());
  }

  @Override
  public Connection connection(int descriptor, SocketAddress remote, boolean connected) {
    return new UringConnection(this, descriptor, remote, connected);
  }

  @Override
  public Socket.Listening listening(int descriptor, @Nullable TcpOptions options, boolean shared) {
    UringListening listening = new UringListening(this, descriptor, options);
    int _ = shared ? listening.share() : descriptor;
    return listening;
  }

  @Override
  public Handle handle(int descriptor) {
    return new UringHandle(this, descriptor);
  }

  @Override
  public void wakeup() {
    wakeup.signal();
  }

  /// By any thread, so without the ring; what it still has under way ends with it.
  @Override
  public void close() throws IOException {
    closed = true;
    shared.closeAll();
    pipes.close();
    ring.completeRest();
    requests.closeAll();
    Failures.closeQuietly(readiness);
    Failures.closeQuietly(interruption);
    ring.close();
    wakeup.close();
    buffers.unmap();
    libc.close();
  }
}
