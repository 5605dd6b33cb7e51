package io.weightless.callback;

import io.weightless.net.Address;
import io.weightless.net.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Accepts connections, and has each read by a callback of its own.
///
/// - **Order**: one connection at each step in which its priority has its turn.
/// - **Runs on**: its reactor.
/// - **Limit**: [#MOST] connections that are open at a time, or see [#limit]. Beyond it they are
///   not accepted: the system holds up to 1,024 and lets the others try again, until there is room.
///   That is found out at once for a connection whose callbacks end with it, and ten times a second
///   for one that has none.
public final class Acceptor implements AutoCloseable {
  /// How many connections it has at most, unless [#limit] says otherwise.
  public static final int MOST = 10_000;

  private static final int BACKLOG = 1_024;

  /// How long it does not try again when it could not accept: most often there is no file
  /// descriptor left, and the connection would be ready at once.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Callbacks callbacks;
  private final ServerSocketChannel channel;
  private final Address address;
  private final int priority;
  private final Sinks sinks;
  private final Origin origin = Origin.ofCaller();
  private final Registration registration;

  /// Those that were open when somebody last looked.
  private final Set<SelectableChannel> connections = new HashSet<>();

  private int limit = MOST;

  /// While it has as many as it may: how it goes on, and when it looks whether some have left.
  private @Nullable Suspended full;

  private @Nullable Registration look;

  private boolean complained;

  /// Makes what reads a connection.
  @FunctionalInterface
  public interface Sinks {
    /// The callback that is called when `connection`, which does not block, has something to read;
    /// or null, and then it is on its own.
    @Nullable Callback sink(SocketChannel connection) throws Exception;
  }

  private Acceptor(Callbacks callbacks, Address wanted, int priority, Sinks sinks)
      throws IOException {
    this.callbacks = callbacks;
    this.priority = priority;
    this.sinks = sinks;
    InetAddress host = literal(wanted);
    var _ = callbacks.reactor().service(Readiness.class); // or nothing is opened
    channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(host, wanted.port()), BACKLOG);
      address = new Address(wanted.host(), channel.socket().getLocalPort());
      registration = callbacks.add(channel, false, priority, this::accept, origin);
    } catch (IOException e) {
      channel.close();
      throw new IOException("listen on " + wanted + ": " + e.getMessage(), e);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
    callbacks.acceptors.add(this);
  }

  private static InetAddress literal(Address wanted) {
    try {
      return InetAddress.ofLiteral(wanted.host());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "listen on "
              + wanted
              + ": to look a name up would hold the loop, give the number, as 127.0.0.1",
          e);
    }
  }

  /// Listens on `port` of this machine only; 0 picks a free one.
  ///
  /// @throws IOException naming the address, when the port is taken
  public static Acceptor listen(Callbacks callbacks, int port, Sinks sinks) throws IOException {
    return listen(callbacks, new Address("127.0.0.1", port), 0, sinks);
  }

  /// Listens on `address`, with a priority from 0 to 9 for itself and for the callbacks that it
  /// adds. A sink that fails loses its connection only.
  ///
  /// @param address of a number: a name is to be looked up before, where that may wait
  /// @throws IOException naming the address, when it is taken, or not of this machine
  /// @throws IllegalArgumentException when its host is a name
  public static Acceptor listen(Callbacks callbacks, Address address, int priority, Sinks sinks)
      throws IOException {
    return new Acceptor(callbacks, address, priority, sinks);
  }

  /// Where it listens, with the port that was picked.
  public Address address() {
    return address;
  }

  /// From now on it has so many connections at most. Those that it has stay, also when they are
  /// more.
  public void limit(int connections) {
    callbacks.checkOwner();
    if (connections < 1) {
      throw new IllegalArgumentException("an acceptor of " + connections + " connections");
    }
    limit = connections;
    goOn();
  }

  private void accept() {
    if (connections.size() >= limit) {
      full = callbacks.suspend();
      lookLater();
      return;
    }
    SocketChannel accepted;
    try {
      accepted = channel.accept();
    } catch (IOException e) {
      pause(e);
      return;
    }
    if (accepted != null) {
      complained = false;
      begin(accepted);
    }
  }

  private void begin(SocketChannel connection) {
    connections.add(connection);
    try {
      connection.configureBlocking(false);
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Callback sink = sinks.sink(connection);
      if (sink != null) {
        callbacks.add(connection, false, priority, sink, origin);
      }
    } catch (Exception e) {
      Callbacks.closeLogged(connection);
      callbacks.report("the sink of " + this, e);
    } catch (Error e) {
      Callbacks.closeLogged(connection);
      throw e;
    } finally {
      forgetIfClosed(connection);
    }
  }

  private void lookLater() {
    look = callbacks.timer(PAUSE, this::lookForRoom);
  }

  /// A connection that has no callbacks is closed unnoticed.
  private void lookForRoom() {
    connections.removeIf(connection -> !connection.isOpen());
    goOn();
    if (full != null) {
      lookLater();
    }
  }

  /// A channel has no callback any more. Whoever took the last one away may close it then, or have
  /// taken it over.
  void deserted(SelectableChannel connection) {
    if (connections.contains(connection)) {
      callbacks.post(this, () -> forgetIfClosed(connection));
    }
  }

  private void forgetIfClosed(SelectableChannel connection) {
    if (!connection.isOpen()) {
      connections.remove(connection);
      goOn();
    }
  }

  private void goOn() {
    Suspended suspended = full;
    if (suspended != null && connections.size() < limit) {
      stopLooking();
      resume(suspended);
    }
  }

  private void stopLooking() {
    full = null;
    if (look != null) {
      look.remove();
    }
  }

  /// Call from [#accept]: the connection waits, and so does whoever comes after it.
  void pause(IOException reason) {
    if (!channel.isOpen()) {
      return;
    }
    if (!complained) {
      complained = true;
      Callbacks.LOG.log(
          System.Logger.Level.WARNING,
          this + " can't accept connections, it tries on: " + reason.getMessage());
    }
    Suspended suspended = callbacks.suspend();
    callbacks.timer(PAUSE, () -> resume(suspended));
  }

  private void resume(Suspended suspended) {
    if (channel.isOpen()) {
      suspended.resume();
    }
  }

  /// Stops listening, and frees the port with the next step. Connections live on. Idempotent.
  @Override
  public void close() {
    callbacks.acceptors.remove(this);
    stopLooking();
    registration.remove();
    Callbacks.closeLogged(channel);
  }

  @Override
  public String toString() {
    return "the acceptor on " + address;
  }
}
