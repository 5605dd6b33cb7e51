package io.weightless.net;

import java.io.IOException;

/// What a network did to a connection, or kept from becoming one. Nobody here is to blame; the
/// [reason][#reason] is for programs to decide on, the message for people: `connect 10.0.0.1:80:
/// Connection refused`.
///
/// ```java
/// try (Stream stream = network.connect(address)) {
///   talk(stream);
/// } catch (NetworkException e) {
///   later(e.reason() == Reason.REFUSED ? "it is not up yet" : e.getMessage());
/// }
/// ```
public final class NetworkException extends IOException {
  private static final long serialVersionUID = 1L;

  /// What happened, in words that are the same on every system.
  public enum Reason {
    /// Nobody listens there: `ECONNREFUSED`.
    REFUSED,
    /// The peer has broken the connection off, or has never heard of it: `ECONNRESET`.
    RESET,
    /// The peer reads no more, and what is written gets nowhere: `EPIPE`.
    CLOSED_BY_PEER,
    /// No answer: within the [timeout][TcpOptions#timeout], or the system's own, `ETIMEDOUT`.
    TIMED_OUT,
    /// There is no way there: `ENETUNREACH`, `EHOSTUNREACH`; or none from where it was to begin.
    UNREACHABLE,
    /// Somebody else listens there: `EADDRINUSE`.
    IN_USE,
    /// It is no address of this machine: `EADDRNOTAVAIL`; or there is no file of that name, nor its
    /// directory: `ENOENT`.
    NOT_AVAILABLE,
    /// The system forbids it: `EACCES`, `EPERM`.
    NOT_PERMITTED,
    /// Nobody knows an address of that name.
    UNKNOWN_HOST,
    /// This process or machine has no descriptor left: `EMFILE`, `ENFILE`.
    TOO_MANY_FILES,
    /// A datagram has more bytes than the network takes: `EMSGSIZE`.
    TOO_LONG,
    /// Anything else: the message says what.
    OTHER
  }

  private final Reason reason;
  private final int errno;
  private final transient Address address;

  /// @param errno 0 when it is not known
  public NetworkException(
      String message, Reason reason, int errno, Address address, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.errno = errno;
    this.address = address;
  }

  public Reason reason() {
    return reason;
  }

  /// The system's number of the error, as in `errno.h`; 0 where nobody knows: on the backend `nio`,
  /// and when it was not the system that failed.
  public int errno() {
    return errno;
  }

  /// Where it was to lead: what was listened on or connected to, or the peer.
  public Address address() {
    return address;
  }
}
