package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.weightless.net.TcpOptions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// What the C library does with sockets that don't block. A result below 0 is the negative number
/// of an error.
public final class TcpCalls {
  private static final Function SOCKET = Function.brief("socket");

  /// Not a brief one: that of a Unix socket to a path makes a file.
  private static final Function BIND = Function.named("bind");

  private static final Function LISTEN = Function.brief("listen");
  private static final Function ACCEPT = Function.brief("accept4");
  private static final Function CONNECT = Function.brief("connect");
  private static final Function GETSOCKNAME = Function.brief("getsockname");
  private static final Function GETPEERNAME = Function.brief("getpeername");
  private static final Function GETSOCKOPT = Function.brief("getsockopt");
  private static final Function SETSOCKOPT = Function.brief("setsockopt");
  private static final Function SHUTDOWN = Function.brief("shutdown");

  private static final int SOCK_STREAM = 1;
  private static final int SHUT_WR = 1;
  private static final int SHUT_RDWR = 2;

  private final Libc libc;
  private final MemorySegment name;
  private final MemorySegment length;
  private final MemorySegment option;

  TcpCalls(Libc libc) {
    this.libc = libc;
    name = libc.allocate(SocketAddresses.BYTES);
    length = libc.allocate(Integer.BYTES);
    option = libc.allocate(2 * Integer.BYTES);
  }

  /// A new socket of the family of `address`.
  public int socket(SocketAddress address) throws IOException {
    int kind = SOCK_STREAM | Libc.NONBLOCK_CLOEXEC;
    int family = SocketAddresses.familyOf(address);
    return Libc.check(SOCKET.call(libc, family, kind, 0));
  }

  public int bind(int socket, SocketAddress address) throws IOException {
    int bytes = SocketAddresses.write(address, name);
    return BIND.call(libc, socket, name.address(), bytes);
  }

  public int listen(int socket, int backlog) {
    return LISTEN.call(libc, socket, backlog);
  }

  /// @return the descriptor of the next connection; [#peer] has its address then
  public int accept(int socket) {
    length.set(JAVA_INT, 0, SocketAddresses.BYTES);
    return ACCEPT.call(libc, socket, name.address(), length.address(), Libc.NONBLOCK_CLOEXEC);
  }

  /// [#peer] has its address then, unless it is not connected any more.
  public int findPeer(int socket) {
    length.set(JAVA_INT, 0, SocketAddresses.BYTES);
    return GETPEERNAME.call(libc, socket, name.address(), length.address());
  }

  /// Of what was accepted or found last.
  public SocketAddress peer() throws IOException {
    return SocketAddresses.read(name, length.get(JAVA_INT, 0));
  }

  public int connect(int socket, SocketAddress remote) throws IOException {
    int bytes = SocketAddresses.write(remote, name);
    return CONNECT.call(libc, socket, name.address(), bytes);
  }

  public SocketAddress local(int socket) throws IOException {
    length.set(JAVA_INT, 0, SocketAddresses.BYTES);
    Libc.check(GETSOCKNAME.call(libc, socket, name.address(), length.address()));
    return SocketAddresses.read(name, length.get(JAVA_INT, 0));
  }

  /// `SO_ERROR`: what went wrong with it since the last look, 0 for nothing.
  public int pendingError(int socket) {
    int result = get(socket, Option.ERROR);
    return result < 0 ? result : -result;
  }

  /// The value of an option that is a number.
  public int get(int socket, Option what) {
    length.set(JAVA_INT, 0, Integer.BYTES);
    int result =
        GETSOCKOPT.call(libc, socket, what.level, what.number, option.address(), length.address());
    return result < 0 ? result : option.get(JAVA_INT, 0);
  }

  /// Gives it those options that a connection of its family has. What a listening one of TCP
  /// accepts inherits them.
  ///
  /// @param address of its family
  public void configure(int socket, TcpOptions options, SocketAddress address) throws IOException {
    if (address instanceof InetSocketAddress) {
      configureTcp(socket, options);
    }
    if (options.sendBuffer() > 0) {
      set(socket, Option.SEND_BUFFER, options.sendBuffer());
    }
    if (options.receiveBuffer() > 0) {
      set(socket, Option.RECEIVE_BUFFER, options.receiveBuffer());
    }
  }

  private void configureTcp(int socket, TcpOptions options) throws IOException {
    set(socket, Option.NO_DELAY, options.noDelay() ? 1 : 0);
    if (!options.keepAlive().isZero()) {
      set(socket, Option.KEEP_ALIVE, 1);
      set(socket, Option.KEEP_IDLE, (int) options.keepAlive().toSeconds());
    }
  }

  /// Gives what was accepted or found last the options of a listener that does not hand them down.
  /// It is closed when that fails.
  ///
  /// @param options null for none to set
  /// @return its address
  public SocketAddress configureAccepted(int socket, @Nullable TcpOptions options)
      throws IOException {
    try {
      SocketAddress peer = peer();
      if (options != null) {
        configure(socket, options, peer);
      }
      return peer;
    } catch (Throwable e) {
      libc.close(socket);
      throw e;
    }
  }

  public void set(int socket, Option what, int value) throws IOException {
    option.set(JAVA_INT, 0, value);
    setOption(socket, what, Integer.BYTES);
  }

  /// From now on, closing it throws away what was not sent yet.
  public void resetWhenClosed(int socket) throws IOException {
    option.set(JAVA_INT, 0, 1);
    option.set(JAVA_INT, Integer.BYTES, 0);
    setOption(socket, Option.LINGER, 2 * Integer.BYTES);
  }

  private void setOption(int socket, Option what, int bytes) throws IOException {
    Libc.check(SETSOCKOPT.call(libc, socket, what.level, what.number, option.address(), bytes));
  }

  /// Nothing more will be sent.
  public int shutDownOutput(int socket) {
    return shutDown(socket, SHUT_WR);
  }

  /// Nothing more will be sent or received; one that listens frees its port.
  public int shutDown(int socket) {
    return shutDown(socket, SHUT_RDWR);
  }

  private int shutDown(int socket, int how) {
    return SHUTDOWN.call(libc, socket, how);
  }
}
