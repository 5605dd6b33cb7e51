package io.weightless.http.coding;

import java.util.List;

/// A way to code a body so that it is shorter (RFC 9110, section 8.4.1). Immutable, and fit for any
/// number of bodies at a time.
///
/// Who has another one offers it as a service of this type, with a public constructor without
/// parameters; [Codings#installed] finds it.
public interface ContentCoding {
  /// As it stands in fields, in lower case: `gzip`.
  String name();

  /// Other names under which a peer may send it.
  default List<String> aliases() {
    return List.of();
  }

  /// Whether it works on this machine; false if a library is missing.
  default boolean isAvailable() {
    return true;
  }

  /// One for one body; whoever asks for it closes it.
  Encoder encoder();

  /// One for one body; whoever asks for it closes it.
  Decoder decoder();

  /// RFC 1952, as tightly as zlib does it by default.
  static ContentCoding gzip() {
    return gzip(Gzip.DEFAULT_LEVEL);
  }

  /// RFC 1952.
  ///
  /// @param level from 1, quickest, to 9, tightest
  static ContentCoding gzip(int level) {
    return new Gzip(level);
  }

  /// RFC 1950, which is called deflate here (RFC 9110, section 8.4.1.2), as tightly as zlib does it
  /// by default. What broken peers send without the envelope of zlib (RFC 1951) is decoded too.
  static ContentCoding deflate() {
    return deflate(Gzip.DEFAULT_LEVEL);
  }

  /// RFC 1950.
  ///
  /// @param level from 1, quickest, to 9, tightest
  static ContentCoding deflate(int level) {
    return new Deflate(level);
  }
}
