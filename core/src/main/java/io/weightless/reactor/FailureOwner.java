package io.weightless.reactor;

/// Whoever owns the failures of a reactor that nobody else does: see [Reactor#onFailure]. What pyuv
/// calls an excepthook, and asyncio an exception handler.
@FunctionalInterface
public interface FailureOwner {
  /// Takes it. What this throws ends the reactor's run, with `failure` suppressed in it; that may
  /// be `failure` itself.
  ///
  /// - **Order**: that of the failures.
  /// - **Runs on**: the loop, as a callback: it can't wait, and must not take long.
  ///
  /// @param who failed, for a report: `a timer's callback ...`, `thread 'x' of task 'y'`
  void failed(String who, Throwable failure);
}
