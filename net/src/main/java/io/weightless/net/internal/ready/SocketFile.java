package io.weightless.net.internal.ready;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.weightless.net.internal.Addresses;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The file that a listening Unix socket goes by, from before it is made until it is removed.
///
/// Two that find a stale file in the same instant may both remove it, and one of them the other's
/// new one, which then listens where nobody finds it: the system has no way to do both at once.
final class SocketFile {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");

  private static final int S_IFMT = 0xf000;
  private static final int S_IFSOCK = 0xc000;

  private final Path path;

  /// By which the system knows the file that was made here: while the socket is open no other file
  /// is given that. Null until it is made.
  private @Nullable Object key;

  private SocketFile(Path path) {
    this.path = path;
  }

  /// Removes a socket's file that nobody listens behind any more.
  ///
  /// @return null for a socket without a file
  /// @throws BindException when somebody listens there, or it is something else
  static @Nullable SocketFile at(UnixDomainSocketAddress address) throws IOException {
    if (Addresses.isAbstract(address)) {
      return null;
    }
    SocketFile file = new SocketFile(address.getPath());
    BasicFileAttributes found = file.attributes();
    if (found != null) {
      if (!file.isSocket(found)) {
        throw new BindException("Address already in use, by a file that is no socket");
      }
      if (isListenedOn(address)) {
        throw new BindException("Address already in use");
      }
      file.removeIfIs(found.fileKey());
    }
    return file;
  }

  /// Null also when they can't be seen: whoever makes the file will be told why.
  private @Nullable BasicFileAttributes attributes() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
    } catch (IOException _) {
      return null;
    }
  }

  /// To a pipe or a device nobody can connect either.
  private boolean isSocket(BasicFileAttributes found) throws IOException {
    boolean tellsModes = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    return tellsModes
        ? ((int) Files.getAttribute(path, "unix:mode", NOFOLLOW_LINKS) & S_IFMT) == S_IFSOCK
        : found.isOther();
  }

  /// Whoever listens gets a connection that ends at once.
  private static boolean isListenedOn(UnixDomainSocketAddress address) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      boolean _ = probe.connect(address);
      return true;
    } catch (ConnectException _) {
      return false;
    } catch (SocketException _) {
      return true; // for datagrams, or for others than this user
    }
  }

  /// The socket has made it.
  void made() {
    BasicFileAttributes mine = attributes();
    key = mine == null ? null : mine.fileKey();
  }

  /// Unless it is somebody else's, who has come after it was removed.
  void remove() {
    try {
      removeIfIs(key);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "the file of a socket stays behind: " + e);
    }
  }

  private void removeIfIs(@Nullable Object known) throws IOException {
    BasicFileAttributes found = attributes();
    if (found != null && known != null && Objects.equals(found.fileKey(), known)) {
      Files.deleteIfExists(path);
    }
  }
}
