package io.weightless.http;

/// How a file may be coded already, in the order in which we like to send it (RFC 9110, section
/// 8.4.1).
enum Coding {
  BROTLI("br", ".br"),
  GZIP("gzip", ".gz");

  private final String token;
  private final String extension;

  Coding(String token, String extension) {
    this.token = token;
    this.extension = extension;
  }

  /// As it stands in fields.
  String token() {
    return token;
  }

  /// What the name of the coded file has more than that of its original.
  String extension() {
    return extension;
  }
}
