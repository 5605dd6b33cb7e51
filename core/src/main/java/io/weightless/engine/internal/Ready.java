package io.weightless.engine.internal;

/// Something a [Carrier] can run next: a strand, a turn of a guest, or work that was posted.
interface Ready {
  /// Runs until it gives the carrier back. Only posted work may throw.
  void proceed();
}
