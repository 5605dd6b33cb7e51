package io.weightless.net.dns;

import org.jspecify.annotations.Nullable;

/// What can be asked of a name.
public enum RecordType {
  /// Its IPv4 addresses: RFC 1035.
  A(1),
  /// The servers that know its zone: RFC 1035.
  NS(2),
  /// The name that it is another one for: RFC 1035.
  CNAME(5),
  /// What begins its zone: RFC 1035.
  SOA(6),
  /// The name of an address, where it is one turned round: RFC 1035.
  PTR(12),
  /// Who takes its mail: RFC 1035.
  MX(15),
  /// Text for whoever asks: RFC 1035.
  TXT(16),
  /// Its IPv6 addresses: RFC 3596.
  AAAA(28),
  /// The hosts and ports of a service: RFC 2782.
  SRV(33);

  private final int code;

  RecordType(int code) {
    this.code = code;
  }

  /// Its number on the wire.
  public int code() {
    return code;
  }

  /// Null for a type that is not read here.
  static @Nullable RecordType of(int code) {
    for (RecordType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }
}
