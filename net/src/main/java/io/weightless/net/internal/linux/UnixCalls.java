package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.weightless.net.PeerCredentials;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// What the C library does with Unix sockets only: unix(7), cmsg(3).
public final class UnixCalls {
  private static final Function FCHMOD = Function.brief("fchmod");
  private static final Function GETSOCKOPT = Function.brief("getsockopt");
  private static final Function SENDMSG = Function.brief("sendmsg");
  private static final Function RECVMSG = Function.brief("recvmsg");

  private static final int OWNER_ONLY = 0600;
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;
  private static final int CREDENTIALS_BYTES = 3 * Integer.BYTES;
  private static final int SCM_RIGHTS = 1;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_CMSG_CLOEXEC = 0x40000000;

  /// `struct msghdr`, with one `struct iovec` of one byte, and one `struct cmsghdr` for one
  /// descriptor: with room for no more, the system closes the others.
  private static final int HEADER_BYTES = 56;

  private static final int PARTS_AT = 16;
  private static final int PART_COUNT_AT = 24;
  private static final int CONTROL_AT = 32;
  private static final int CONTROL_LENGTH_AT = 40;
  private static final int FLAGS_AT = 48;
  private static final int MSG_CTRUNC = 8;
  private static final int CONTROL_BYTES = 20;
  private static final int LEVEL_AT = 8;
  private static final int TYPE_AT = 12;
  private static final int DESCRIPTOR_AT = 16;

  private final Libc libc;
  private final MemorySegment header;
  private final MemorySegment control;
  private final MemorySegment credentials;
  private final MemorySegment length;

  UnixCalls(Libc libc) {
    this.libc = libc;
    header = libc.allocate(HEADER_BYTES);
    control = libc.allocate(CONTROL_BYTES);
    credentials = libc.allocate(CREDENTIALS_BYTES);
    length = libc.allocate(Integer.BYTES);
    MemorySegment part = libc.allocate(2 * Long.BYTES);
    part.set(JAVA_LONG, 0, libc.allocate(1).address());
    part.set(JAVA_LONG, Long.BYTES, 1);
    header.set(JAVA_LONG, PARTS_AT, part.address());
    header.set(JAVA_LONG, PART_COUNT_AT, 1);
    header.set(JAVA_LONG, CONTROL_AT, control.address());
  }

  /// The file that it makes when it is bound is its user's only: from its first moment on, for
  /// Linux gives it the permissions of the socket.
  void keepToOwner(int socket) throws IOException {
    Libc.check(FCHMOD.call(libc, socket, OWNER_ONLY));
  }

  /// Of who connected it, or listens.
  public PeerCredentials peer(int socket) throws IOException {
    length.set(JAVA_INT, 0, CREDENTIALS_BYTES);
    long into = credentials.address();
    Libc.check(GETSOCKOPT.call(libc, socket, SOL_SOCKET, SO_PEERCRED, into, length.address()));
    return new PeerCredentials(
        credentials.getAtIndex(JAVA_INT, 0),
        credentials.getAtIndex(JAVA_INT, 1),
        credentials.getAtIndex(JAVA_INT, 2));
  }

  /// Sends a byte with a descriptor.
  ///
  /// @return 1, or the negative number of an error
  public int pass(int socket, int descriptor) {
    control.set(JAVA_LONG, 0, CONTROL_BYTES);
    control.set(JAVA_INT, LEVEL_AT, SOL_SOCKET);
    control.set(JAVA_INT, TYPE_AT, SCM_RIGHTS);
    control.set(JAVA_INT, DESCRIPTOR_AT, descriptor);
    header.set(JAVA_LONG, CONTROL_LENGTH_AT, CONTROL_BYTES);
    return SENDMSG.call(libc, socket, header.address(), MSG_NOSIGNAL);
  }

  /// Receives a byte, and what came with it: [#received] has that then.
  ///
  /// @return 1, 0 at the end, or the negative number of an error
  public int receive(int socket) {
    control.fill((byte) 0);
    header.set(JAVA_LONG, CONTROL_LENGTH_AT, CONTROL_BYTES);
    return RECVMSG.call(libc, socket, header.address(), MSG_CMSG_CLOEXEC);
  }

  /// The descriptor that came with the last byte.
  ///
  /// @throws IOException when there was none
  public int received() throws IOException {
    if (header.get(JAVA_LONG, CONTROL_LENGTH_AT) < CONTROL_BYTES
        || control.get(JAVA_INT, LEVEL_AT) != SOL_SOCKET
        || control.get(JAVA_INT, TYPE_AT) != SCM_RIGHTS) {
      boolean isLost = (header.get(JAVA_INT, FLAGS_AT) & MSG_CTRUNC) != 0;
      throw new IOException(
          isLost
              ? "something was passed that could not be received: too many open files"
              : "a byte came, and nothing was passed with it");
    }
    return control.get(JAVA_INT, DESCRIPTOR_AT);
  }
}
