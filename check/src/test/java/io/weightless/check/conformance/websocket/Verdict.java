package io.weightless.check.conformance.websocket;

/// What a server did in a [Case].
///
/// @param said what came, and what should have come
record Verdict(Grade grade, String said) {
  /// As test suites of this kind call it.
  enum Grade {
    /// As it should.
    OK,

    /// What the RFC allows, but nobody likes: it dropped the connection without a close frame, or
    /// did not answer what came before a violation.
    NON_STRICT,

    /// It did not agree to the extension that the case is about.
    UNIMPLEMENTED,
    FAILED
  }
}
