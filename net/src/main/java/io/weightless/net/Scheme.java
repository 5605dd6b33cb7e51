package io.weightless.net;

/// What the words of an [Address] mean.
///
/// The last two are sockets that listen already, made by whoever started this process: clients may
/// connect before it is up, and it needs no right to a low port. They are to listen on only, once
/// in a process, on Linux with the backends `uring` and `epoll`; their place and backlog are those
/// that they were made with, all other [options][TcpOptions] are for what is accepted. Whoever has
/// such a socket, too, finds that it does not block any more.
public enum Scheme {
  /// `tcp://HOST:PORT`, or just `HOST:PORT`.
  TCP,

  /// `tls://HOST:PORT`: the same with [TLS][io.weightless.net.tls.TlsStream] on it; see
  /// [TlsOptions].
  TLS,

  /// `udp://HOST:PORT`: [Datagrams].
  UDP,

  /// `unix:PATH`: a socket of this machine that goes by a file, for streams or [Datagrams]; or
  /// `unix:@NAME`, which goes by a name that no file has ("abstract"), on Linux with the backends
  /// `uring` and `epoll` only. A path or name has at most 107 bytes.
  ///
  /// Who listens makes the file, for its user only; may others connect, too, its permissions or its
  /// directory have to say so. A file that somebody has left who does not listen any more is
  /// replaced; one that is no socket never is. It is removed when the listener is closed. (The
  /// backend `nio` takes the permissions away only after it was made, and lets go who has connected
  /// meanwhile.)
  UNIX,

  /// `mem:NAME`: a place in this process, where the tasks of one reactor meet. Only one can listen
  /// on it. Of each connection up to 64 KiB in each direction were written and not read yet.
  MEM,

  /// `systemd:0` or `systemd:NAME`: one of those that systemd's "socket activation" passes, by its
  /// number from 0 on, or by its `FileDescriptorName`, the first of that name. From
  /// `sd_listen_fds(3)`: `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES` tell.
  SYSTEMD,

  /// `fd:3`: by the number of its descriptor.
  FD;

  private static final String WORD = "[^\\s:/?]+";

  /// What is wrong with a `host` of this scheme; empty when nothing is.
  String complaint(String host) {
    return switch (this) {
      case TCP, TLS, UDP -> host.isBlank() ? "an address needs a host, as in 127.0.0.1:8080" : "";
      case UNIX -> unixComplaint(host);
      case MEM -> host.matches(WORD) ? "" : "a place in memory goes by a name, as in mem:name";
      case SYSTEMD ->
          host.matches(WORD)
              ? ""
              : "a socket of systemd goes by its number or name, as in systemd:0";
      case FD -> host.matches("\\d{1,9}") ? "" : "a descriptor goes by its number, as in fd:3";
    };
  }

  private static String unixComplaint(String path) {
    if (path.isEmpty() || path.equals("@")) {
      return "a Unix socket goes by a path or a name, as in unix:/run/app.sock or unix:@app";
    }
    return path.indexOf('?') < 0 && path.indexOf('\0') < 0
        ? ""
        : "the path of a Unix socket has neither a question mark nor a zero in it";
  }

  /// Whether it has hosts with ports.
  boolean hasPorts() {
    return this == TCP || this == TLS || this == UDP;
  }

  /// What the text of an address begins with.
  String prefix() {
    return switch (this) {
      case TCP -> "tcp://";
      case TLS -> "tls://";
      case UDP -> "udp://";
      case UNIX -> "unix:";
      case MEM -> "mem:";
      case SYSTEMD -> "systemd:";
      case FD -> "fd:";
    };
  }
}
