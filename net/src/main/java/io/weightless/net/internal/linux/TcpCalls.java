package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.weightless.net.TcpOptions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// What the C library does with sockets that don't block. A result below 0 is the negative number
/// of an error.
public final class TcpCalls {
  private static final MethodHandle SOCKET =
      Native.shortFunction("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND =
      Native.shortFunction("bind", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle LISTEN =
      Native.shortFunction("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT =
      Native.shortFunction("accept4", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CONNECT =
      Native.shortFunction("connect", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      Native.shortFunction("getsockname", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle GETPEERNAME =
      Native.shortFunction("getpeername", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle GETSOCKOPT =
      Native.shortFunction(
          "getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SETSOCKOPT =
      Native.shortFunction(
          "setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SHUTDOWN =
      Native.shortFunction("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);

  private static final int SOCK_STREAM = 1;
  private static final int NONBLOCK_CLOEXEC = 0x80800;
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
  public int socket(InetSocketAddress address) throws IOException {
    try {
      int kind = SOCK_STREAM | NONBLOCK_CLOEXEC;
      int family = SocketAddresses.familyOf(address);
      return Libc.check(result((int) SOCKET.invokeExact(libc.state, family, kind, 0)));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  public int bind(int socket, InetSocketAddress address) {
    int bytes = SocketAddresses.write(address, name);
    try {
      return result((int) BIND.invokeExact(libc.state, socket, name.address(), bytes));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  public int listen(int socket, int backlog) {
    try {
      return result((int) LISTEN.invokeExact(libc.state, socket, backlog));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// @return the descriptor of the next connection; [#peer] has its address then
  public int accept(int socket) {
    length.set(JAVA_INT, 0, SocketAddresses.BYTES);
    try {
      return result(
          (int)
              ACCEPT.invokeExact(
                  libc.state, socket, name.address(), length.address(), NONBLOCK_CLOEXEC));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// [#peer] has its address then, unless it is not connected any more.
  public int findPeer(int socket) {
    length.set(JAVA_INT, 0, SocketAddresses.BYTES);
    try {
      return result(
          (int) GETPEERNAME.invokeExact(libc.state, socket, name.address(), length.address()));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// Of what was accepted or found last.
  public InetSocketAddress peer() throws IOException {
    return SocketAddresses.read(name);
  }

  public int connect(int socket, InetSocketAddress remote) {
    int bytes = SocketAddresses.write(remote, name);
    try {
      return result((int) CONNECT.invokeExact(libc.state, socket, name.address(), bytes));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  public InetSocketAddress local(int socket) throws IOException {
    length.set(JAVA_INT, 0, SocketAddresses.BYTES);
    try {
      Libc.check(
          result(
              (int) GETSOCKNAME.invokeExact(libc.state, socket, name.address(), length.address())));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
    return SocketAddresses.read(name);
  }

  /// `SO_ERROR`: what went wrong with it since the last look, 0 for nothing.
  public int pendingError(int socket) {
    int result = get(socket, Option.ERROR);
    return result < 0 ? result : -result;
  }

  /// The value of an option that is a number.
  public int get(int socket, Option what) {
    length.set(JAVA_INT, 0, Integer.BYTES);
    try {
      int result =
          result(
              (int)
                  GETSOCKOPT.invokeExact(
                      libc.state,
                      socket,
                      what.level,
                      what.number,
                      option.address(),
                      length.address()));
      return result < 0 ? result : option.get(JAVA_INT, 0);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// Gives it those options that a connection has. What a listening one accepts inherits them.
  public void configure(int socket, TcpOptions options) throws IOException {
    set(socket, Option.NO_DELAY, options.noDelay() ? 1 : 0);
    if (!options.keepAlive().isZero()) {
      set(socket, Option.KEEP_ALIVE, 1);
      set(socket, Option.KEEP_IDLE, (int) options.keepAlive().toSeconds());
    }
    if (options.sendBuffer() > 0) {
      set(socket, Option.SEND_BUFFER, options.sendBuffer());
    }
    if (options.receiveBuffer() > 0) {
      set(socket, Option.RECEIVE_BUFFER, options.receiveBuffer());
    }
  }

  /// The same for what an inherited one has accepted, which does not hand them down.
  ///
  /// @param options null for none to set
  public void configureAccepted(int socket, @Nullable TcpOptions options) throws IOException {
    if (options != null) {
      try {
        configure(socket, options);
      } catch (IOException e) {
        libc.close(socket);
        throw e;
      }
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
    try {
      Libc.check(
          result(
              (int)
                  SETSOCKOPT.invokeExact(
                      libc.state, socket, what.level, what.number, option.address(), bytes)));
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
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
    try {
      return result((int) SHUTDOWN.invokeExact(libc.state, socket, how));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  private int result(int returned) {
    return returned < 0 ? libc.failed() : returned;
  }
}
