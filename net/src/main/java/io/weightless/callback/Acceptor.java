package io.weightless.callback;

import io.weightless.net.Address;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Accepts connections, and has each read by a callback of its own.
///
/// - **Order**: one connection at each step in which its priority has its turn.
/// - **Runs on**: its reactor.
public final class Acceptor implements AutoCloseable {
  /// How long it does not try again when accepting failed: most often there is no file descriptor
  /// left, and the connection would be ready at once.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Callbacks callbacks;
  private final ServerSocketChannel channel;
  private final Address address;
  private final int priority;
  private final Sinks sinks;
  private final StackFrame origin = Callbacks.origin();
  private final Registration registration;
  private boolean complained;

  /// Makes what reads a connection.
  @FunctionalInterface
  public interface Sinks {
    /// The callback that is called when `connection`, which does not block, has something to read;
    /// or null, and then it is on its own.
    @Nullable Callback sink(SocketChannel connection) throws Exception;
  }

  private Acceptor(Callbacks callbacks, Address address, int priority, Sinks sinks)
      throws IOException {
    this.callbacks = callbacks;
    this.priority = priority;
    this.sinks = sinks;
    channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      this.address = bind(address);
      registration = callbacks.add(channel, false, priority, this::accept, origin);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private Address bind(Address address) throws IOException {
    InetSocketAddress wanted = new InetSocketAddress(address.host(), address.port());
    if (wanted.isUnresolved()) {
      throw new IOException("listen on " + address + ": the host is unknown");
    }
    try {
      channel.bind(wanted);
    } catch (IOException e) {
      throw new IOException("listen on " + address + ": " + e.getMessage(), e);
    }
    InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
    return new Address(bound.getAddress().getHostAddress(), bound.getPort());
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
  /// @throws IOException naming the address, when it is unknown, taken, or not of this machine
  public static Acceptor listen(Callbacks callbacks, Address address, int priority, Sinks sinks)
      throws IOException {
    return new Acceptor(callbacks, address, priority, sinks);
  }

  /// Where it listens, with the port that was picked.
  public Address address() {
    return address;
  }

  private void accept() {
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
    registration.remove();
    Callbacks.closeLogged(channel);
  }

  @Override
  public String toString() {
    return "the acceptor on " + address;
  }
}
