package io.weightless.http.coding;

import java.nio.ByteBuffer;

/// Decodes one body; knows bytes only.
///
/// It may hold memory that is not the heap's, so it has to be closed.
public interface Decoder extends AutoCloseable {
  /// Takes from `source`, and puts into `target`, until one of them is used up. When `target` was
  /// filled there may be more to come without any more bytes.
  ///
  /// - **Waits**: never.
  ///
  /// @throws MalformedContent if it is not what this decodes, also behind its end
  void decode(ByteBuffer source, ByteBuffer target) throws MalformedContent;

  /// Whether the body may end here.
  boolean isComplete();

  /// Frees what it holds. Idempotent.
  @Override
  void close();
}
