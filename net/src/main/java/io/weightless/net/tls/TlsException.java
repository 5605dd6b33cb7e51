package io.weightless.net.tls;

import io.weightless.net.Address;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/// What has broken a TLS connection, or kept it from becoming one. The [reason][#reason] is for
/// programs to decide on, the message for people: `TLS with 10.0.0.1:443: ...`. It is closed then.
///
/// That the connection below failed is still a
/// [NetworkException][io.weightless.net.NetworkException].
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1L;

  /// What the JDK says of a client that had to show who it is.
  private static final String SHOWN_NOTHING = "Empty client certificate chain";

  /// Who is to blame, in words that do not depend on the JDK's.
  public enum Reason {
    /// The peer has not shown who it is: its certificate is not from whom we trust, is of another
    /// name, is out of date, or there is none.
    UNTRUSTED,
    /// The peer has refused us, by an alert.
    REFUSED,
    /// What the peer sent is not TLS, was changed on the way, or the two have no version, cipher or
    /// protocol in common; it began a renegotiation, or changes its keys without end.
    PROTOCOL,
    /// The handshake took longer, or was larger, than it may.
    LIMIT,
    /// The input ended without TLS's own end: somebody else than the peer may have cut it, and what
    /// came last may be missing.
    TRUNCATED
  }

  private final Reason reason;
  private final transient Address address;

  TlsException(Reason reason, Address address, String what, Throwable cause) {
    super(line(address, what), cause);
    this.reason = reason;
    this.address = address;
  }

  TlsException(Reason reason, Address address, String what) {
    super(line(address, what));
    this.reason = reason;
    this.address = address;
  }

  private static String line(Address address, String what) {
    return "TLS with " + address + ": " + what;
  }

  /// What the JDK's engine says, which is in one line.
  static TlsException of(Address address, SSLException said) {
    String words = OneLine.of(String.valueOf(said.getMessage()));
    return new TlsException(reason(said, words), address, words, said);
  }

  private static Reason reason(SSLException said, String words) {
    for (Throwable cause = said; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return Reason.UNTRUSTED;
      }
    }
    if (words.contains("Received fatal alert")) {
      return Reason.REFUSED;
    }
    return words.contains(SHOWN_NOTHING) ? Reason.UNTRUSTED : Reason.PROTOCOL;
  }

  public Reason reason() {
    return reason;
  }

  /// With whom.
  public Address address() {
    return address;
  }
}
