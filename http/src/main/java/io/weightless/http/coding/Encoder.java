package io.weightless.http.coding;

import java.nio.ByteBuffer;

/// Codes one body; knows bytes only.
///
/// It may hold memory that is not the heap's, so it has to be closed.
public interface Encoder extends AutoCloseable {
  /// How much room a target has at least, in bytes: a mark between two flushes fits.
  int LEAST_ROOM = 32;

  /// What has to come out.
  enum Flush {
    /// What suits the encoder.
    NONE,

    /// All that went in, so that the peer can decode it.
    ALL,

    /// All, and the end. Nothing goes in afterwards.
    END
  }

  /// Takes from `source`, and puts into `target`.
  ///
  /// - **Waits**: never.
  ///
  /// @param target with [#LEAST_ROOM] at least
  /// @return true when all of `source` was taken and what has to come out has come out; false when
  ///   `target` is full: then call again, with room, the rest of `source` and the same `flush`
  boolean encode(ByteBuffer source, ByteBuffer target, Flush flush);

  /// Frees what it holds. Idempotent.
  @Override
  void close();
}
