package io.weightless.net.internal.linux;

import io.weightless.net.Address;
import io.weightless.net.Scheme;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sockets that whoever started this process has left open for it: sd_listen_fds(3).
///
/// @param environment what it was told
/// @param process the number of this process
record Inherited(Map<String, String> environment, long process) {
  private static final int FIRST = 3;

  private static final int GET_DESCRIPTOR_FLAGS = 1;
  private static final int SET_DESCRIPTOR_FLAGS = 2;
  private static final int CLOSE_ON_EXEC = 1;

  /// The numbers of those that were taken, for ever.
  private static final Set<Integer> TAKEN = new HashSet<>();

  private static final int STREAM = 1;
  private static final int TCP = 6;

  /// @throws IOException in one line, when nothing was passed that `address` may mean
  int find(Address address) throws IOException {
    if (address.scheme() == Scheme.FD) {
      return Integer.parseInt(address.host());
    }
    int count = (int) number("LISTEN_FDS", "no socket was passed to this process");
    long to = number("LISTEN_PID", "it is not said to which process sockets were passed");
    if (to != process) {
      throw new IOException(
          "the sockets were passed to process " + to + " (LISTEN_PID), and this is " + process);
    }
    String which = address.host();
    return FIRST + (which.matches("\\d{1,9}") ? numbered(which, count) : named(which, count));
  }

  private long number(String variable, String whenMissing) throws IOException {
    String value = environment.get(variable);
    if (value == null) {
      throw new IOException(whenMissing + ": " + variable + " is not set");
    }
    if (!value.matches("\\d{1,9}")) {
      throw new IOException(variable + " is not a number: '" + value + "'");
    }
    return Long.parseLong(value);
  }

  private static int numbered(String which, int count) throws IOException {
    if (Long.parseLong(which) >= count) {
      throw new IOException("LISTEN_FDS says that there are " + count + ", from 0 on");
    }
    return Integer.parseInt(which);
  }

  private int named(String which, int count) throws IOException {
    String all = environment.get("LISTEN_FDNAMES");
    if (all == null) {
      throw new IOException("the sockets have no names: LISTEN_FDNAMES is not set");
    }
    List<String> names = List.of(all.split(":", -1));
    int index = names.indexOf(which);
    if (index < 0 || index >= count) {
      throw new IOException("LISTEN_FDNAMES has only " + String.join(", ", names));
    }
    return index;
  }

  /// Makes it one of this process, if it is one that listens for streams, and was not made one
  /// before: its number may be something else's by now. What this process opened itself is refused
  /// where that can be seen, by the flag that this sets; the JDK's sockets are without it.
  static void take(Libc libc, int descriptor) throws IOException {
    synchronized (TAKEN) {
      if (TAKEN.contains(descriptor)) {
        throw new IOException("descriptor " + descriptor + " was taken already");
      }
      int flags = libc.control(descriptor, GET_DESCRIPTOR_FLAGS, 0);
      if (flags < 0) {
        throw new IOException("descriptor " + descriptor + " is not open");
      }
      if ((flags & CLOSE_ON_EXEC) != 0) {
        throw new IOException(
            "descriptor " + descriptor + " is in use by this process, or was not inherited");
      }
      String complaint = complaint(libc.tcp, descriptor);
      if (complaint != null) {
        throw new IOException("descriptor " + descriptor + " " + complaint);
      }
      Libc.check(libc.control(descriptor, SET_DESCRIPTOR_FLAGS, flags | CLOSE_ON_EXEC));
      TAKEN.add(descriptor);
    }
    libc.unblock(descriptor);
  }

  /// Why it is no listening socket; null when it is one.
  static @Nullable String complaint(TcpCalls tcp, int descriptor) {
    if (tcp.get(descriptor, Option.TYPE) < 0) {
      return "is not a socket";
    }
    boolean isUnix = tcp.get(descriptor, Option.DOMAIN) == UnixAddresses.AF_UNIX;
    boolean isTcp = !isUnix && tcp.get(descriptor, Option.PROTOCOL) == TCP;
    if (!isOfStreams(tcp, descriptor) || !(isTcp || isUnix)) {
      return "is no socket of TCP, nor a Unix socket of streams";
    }
    return tcp.get(descriptor, Option.LISTENS) == 1 ? null : "does not listen";
  }

  /// Whether it is a socket for streams, of a family that has addresses here.
  static boolean isOfStreams(TcpCalls tcp, int descriptor) {
    int family = tcp.get(descriptor, Option.DOMAIN);
    boolean isIp = family == SocketAddresses.AF_INET || family == SocketAddresses.AF_INET6;
    return tcp.get(descriptor, Option.TYPE) == STREAM && (isIp || family == UnixAddresses.AF_UNIX);
  }
}
