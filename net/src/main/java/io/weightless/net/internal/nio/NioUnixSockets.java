package io.weightless.net.internal.nio;

import io.weightless.net.TcpOptions;
import io.weightless.net.internal.Addresses;
import io.weightless.net.internal.BufferPool;
import io.weightless.net.internal.Failures;
import io.weightless.net.internal.ready.Connection;
import io.weightless.net.internal.ready.Socket;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The JDK's.
record NioUnixSockets(Keyring keyring, BufferPool pool) {
  @Nullable Connection connect(UnixDomainSocketAddress remote, TcpOptions options)
      throws IOException {
    checkHasFile(remote);
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (options.receiveBuffer() > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBuffer());
      }
      NioSockets.configure(channel, options);
      if (begin(channel, remote)) {
        return new NioConnection(keyring, pool, channel, remote);
      }
      Failures.closeQuietly(channel);
      return null;
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  /// @return whether there was room in the backlog
  private static boolean begin(SocketChannel channel, UnixDomainSocketAddress remote)
      throws IOException {
    try {
      boolean _ = channel.connect(remote);
      return true;
    } catch (SocketException e) {
      if (String.valueOf(e.getMessage()).contains("temporarily unavailable")) { // EAGAIN
        return false;
      }
      throw e;
    }
  }

  private static void checkHasFile(UnixDomainSocketAddress address) throws IOException {
    if (Addresses.isAbstract(address)) {
      throw new IOException("a name without a file needs the backend uring or epoll");
    }
  }

  /// The JDK has no way to make the file with other permissions than the process' usual ones. Who
  /// has connected before they were taken away is let go.
  Socket.Listening listen(UnixDomainSocketAddress address, TcpOptions options) throws IOException {
    checkHasFile(address);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      channel.bind(address, options.backlog());
      keepToOwner(address.getPath());
      for (SocketChannel early = channel.accept(); early != null; early = channel.accept()) {
        Failures.closeQuietly(early);
      }
      return new NioListening(keyring, pool, channel, options);
    } catch (Throwable e) {
      Failures.closeQuietly(channel);
      throw e;
    }
  }

  private static void keepToOwner(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var _ = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
