package io.weightless.net.internal.linux;

import io.weightless.net.Address;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.DatagramSocket;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/// Of the system.
public record LinuxSockets(Libc libc, Maker maker) implements Socket.Source {
  /// Makes a backend's own of descriptors.
  public interface Maker extends Descriptors {
    Connection connection(int descriptor, SocketAddress remote, boolean connected);

    /// @param options for what it accepts; null when it hands them down itself
    /// @param shared whether other processes may have it, too, so that it goes on listening when it
    ///   is closed here
    Socket.Listening listening(int descriptor, @Nullable TcpOptions options, boolean shared);
  }

  @Override
  public @Nullable Connection connect(SocketAddress remote, TcpOptions options) throws IOException {
    int socket = open(remote, options);
    try {
      if (remote instanceof InetSocketAddress) {
        bindTo(options.from(), socket);
      }
      int result = tcp().connect(socket, remote);
      if (result == -Errno.EAGAIN) { // of a Unix socket whose backlog is full
        libc.close(socket);
        return null;
      }
      Libc.check(result == -Errno.EINPROGRESS ? 0 : result);
      return maker.connection(socket, remote, result == 0);
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private void bindTo(@Nullable InetAddress from, int socket) throws IOException {
    if (from != null) {
      tcp().set(socket, Option.BIND_NO_PORT, 1);
      Libc.check(tcp().bind(socket, new InetSocketAddress(from, 0)));
    }
  }

  @Override
  public Socket.Listening listen(SocketAddress address, TcpOptions options, boolean shared)
      throws IOException {
    int socket = bound(address, options, shared);
    try {
      boolean isUnix = address instanceof UnixDomainSocketAddress;
      if (!options.deferAccept().isZero() && !isUnix) {
        tcp().set(socket, Option.DEFER_ACCEPT, (int) options.deferAccept().toSeconds());
      }
      Libc.check(tcp().listen(socket, options.backlog()));
      return maker.listening(socket, isUnix ? options : null, false);
    } catch (IOException e) {
      libc.close(socket);
      UnixAddresses.removeFile(address);
      throw e;
    }
  }

  @Override
  public Socket.Listening adopt(Address address) throws IOException {
    Inherited inherited = new Inherited(System.getenv(), ProcessHandle.current().pid());
    int descriptor = inherited.find(address);
    Inherited.take(libc, descriptor);
    return maker.listening(descriptor, address.options(), true);
  }

  @Override
  public DatagramSocket.Source datagrams(BufferPool pool) {
    return new LinuxDatagramSockets(libc, maker, pool);
  }

  @Override
  public Socket passed(int descriptor) throws IOException {
    try {
      String complaint = Inherited.complaint(tcp(), descriptor);
      boolean isListening = complaint == null;
      if (!isListening && !isConnected(descriptor)) {
        throw new IOException("what was passed is no connection, and " + complaint);
      }
      libc.unblock(descriptor);
      Socket socket =
          isListening
              ? maker.listening(descriptor, TcpOptions.DEFAULTS, true)
              : maker.connection(descriptor, tcp().peer(), true);
      int _ = socket.share();
      return socket;
    } catch (Throwable e) {
      libc.close(descriptor);
      throw e;
    }
  }

  private boolean isConnected(int descriptor) {
    return Inherited.isOfStreams(tcp(), descriptor) && tcp().findPeer(descriptor) == 0;
  }

  /// This socket does not share, so it can't have the address of any that listens; and it does not
  /// listen, so that no client meets it.
  @Override
  public void checkVacant(InetSocketAddress address, TcpOptions options) throws IOException {
    libc.close(bound(address, options, false));
  }

  private int bound(SocketAddress address, TcpOptions options, boolean shared) throws IOException {
    int socket = open(address, options);
    try {
      if (address instanceof InetSocketAddress host) {
        prepare(socket, host, options, shared);
      } else {
        libc.unix().keepToOwner(socket);
      }
      Libc.check(tcp().bind(socket, address));
      return socket;
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private void prepare(int socket, InetSocketAddress host, TcpOptions options, boolean shared)
      throws IOException {
    tcp().set(socket, Option.REUSE_ADDRESS, 1);
    if (shared) {
      tcp().set(socket, Option.REUSE_PORT, 1);
    }
    if (host.getAddress() instanceof Inet6Address) {
      tcp().set(socket, Option.IPV6_ONLY, options.ipv6Only() ? 1 : 0);
    }
  }

  private int open(SocketAddress address, TcpOptions options) throws IOException {
    int socket = tcp().socket(address);
    try {
      tcp().configure(socket, options, address);
      return socket;
    } catch (IOException e) {
      libc.close(socket);
      throw e;
    }
  }

  private TcpCalls tcp() {
    return libc.tcp;
  }
}
