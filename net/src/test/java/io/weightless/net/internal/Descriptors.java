package io.weightless.net.internal;

import io.weightless.net.Address;
import io.weightless.net.Stream;
import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.Option;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The sockets of this process as the system sees them, whoever opened them.
final class Descriptors {
  private Descriptors() {}

  /// The value of an option of the connection's socket.
  static int option(Stream stream, Option option) throws IOException {
    try (Libc libc = new Libc()) {
      return Libc.check(libc.tcp.get(find(libc, stream.local().port(), stream.remote()), option));
    }
  }

  /// The value of an option of the socket that listens.
  static int option(Address listening, Option option) throws IOException {
    try (Libc libc = new Libc()) {
      return Libc.check(libc.tcp.get(find(libc, listening.port(), null), option));
    }
  }

  /// @param remote null for one that is not connected
  static int find(Libc libc, int port, @Nullable Address remote) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path one : all) {
        int descriptor = Integer.parseInt(one.getFileName().toString());
        if (isSocket(one)
            && libc.tcp.local(descriptor) instanceof InetSocketAddress local
            && local.getPort() == port
            && isPeer(libc, descriptor, remote)) {
          return descriptor;
        }
      }
    }
    throw new AssertionError("no socket at " + port + " to " + remote);
  }

  private static boolean isSocket(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (NoSuchFileException _) {
      return false; // it was the one that lists them
    }
  }

  private static boolean isPeer(Libc libc, int descriptor, @Nullable Address remote)
      throws IOException {
    boolean isConnected = libc.tcp.findPeer(descriptor) == 0;
    return remote == null
        ? !isConnected
        : isConnected && Addresses.of(libc.tcp.peer()).equals(remote);
  }
}
