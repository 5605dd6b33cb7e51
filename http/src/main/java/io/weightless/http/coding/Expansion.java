package io.weightless.http.coding;

import io.weightless.http.Status;
import java.io.IOException;

/// How much a body has come to by decoding; all the steps of one body share it.
final class Expansion {
  private final DecodingLimits limits;
  private final Refusal refusal;

  /// Bytes that came from the peer.
  private long received;

  Expansion(DecodingLimits limits, Refusal refusal) {
    this.limits = limits;
    this.refusal = refusal;
  }

  void received(int bytes) {
    received += bytes;
  }

  /// @param decoded bytes that one step has come to
  void check(long decoded) throws IOException {
    if (decoded > limits.bytes()) {
      throw tooLarge("the body is longer than " + limits.bytes() + " bytes when it is decoded");
    }
    if (decoded > limits.freeBytes() && (decoded - 1) / limits.ratio() >= received) {
      throw tooLarge("the body grows by more than " + limits.ratio() + " times when it is decoded");
    }
  }

  IOException malformed(ContentCoding coding, String what) {
    return refusal.of(Status.BAD_REQUEST, "the body is no proper " + coding.name() + ": " + what);
  }

  IOException tooLarge(String sentence) {
    return refusal.of(Status.CONTENT_TOO_LARGE, sentence);
  }
}
