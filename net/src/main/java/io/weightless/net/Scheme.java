package io.weightless.net;

/// What the words of an [Address] mean. The two behind TLS are sockets that listen already, made by
/// whoever started this process: clients may connect before it is up, and it needs no right to a
/// low port. They are to listen on only, once in a process, on Linux with the backends `uring` and
/// `epoll`; their place and backlog are those that they were made with, all other
/// [options][TcpOptions] are for what is accepted. Whoever has such a socket, too, finds that it
/// does not block any more.
public enum Scheme {
  /// `tcp://HOST:PORT`, or just `HOST:PORT`.
  TCP,

  /// `tls://HOST:PORT`: the same with [TLS][io.weightless.net.tls.TlsStream] on it; see
  /// [TlsOptions].
  TLS,

  /// `systemd:0` or `systemd:NAME`: one of those that systemd's "socket activation" passes, by its
  /// number from 0 on, or by its `FileDescriptorName`, the first of that name. From
  /// `sd_listen_fds(3)`: `LISTEN_PID`, `LISTEN_FDS` and `LISTEN_FDNAMES` tell.
  SYSTEMD,

  /// `fd:3`: by the number of its descriptor.
  FD;

  /// What is wrong with a `host` of this scheme; empty when nothing is.
  String complaint(String host) {
    return switch (this) {
      case TCP, TLS -> host.isBlank() ? "an address needs a host, as in 127.0.0.1:8080" : "";
      case SYSTEMD ->
          host.matches("[^\\s:/?]+")
              ? ""
              : "a socket of systemd goes by its number or name, as in systemd:0";
      case FD -> host.matches("\\d{1,9}") ? "" : "a descriptor goes by its number, as in fd:3";
    };
  }

  /// Whether its socket was there before this process.
  boolean isInherited() {
    return this == SYSTEMD || this == FD;
  }

  /// What the text of an address begins with.
  String prefix() {
    return switch (this) {
      case TCP -> "tcp://";
      case TLS -> "tls://";
      case SYSTEMD -> "systemd:";
      case FD -> "fd:";
    };
  }
}
