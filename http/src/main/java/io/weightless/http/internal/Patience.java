package io.weightless.http.internal;

/// How long one client is still waited for while it sends one body: waiting uses it up, bytes earn
/// it back, up to where it began. (A leaky bucket.)
final class Patience {
  private final Service service;
  private long left;

  Patience(Service service) {
    this.service = service;
    this.left = service.bodyNanos;
  }

  /// In nanoseconds.
  long left() {
    return left;
  }

  /// After a wait.
  void settle(long waited, long bytes) {
    left = Math.min(left - waited + service.earned(bytes), service.bodyNanos);
  }
}
