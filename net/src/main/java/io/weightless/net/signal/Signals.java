package io.weightless.net.signal;

/// The signals that the system sends to this process: `Reactor.current().service(Signals.class)`.
///
/// ```java
/// try (SignalWatch watch = signals.watch(Signal.HUP, Signal.TERM)) {
///   while (watch.receive() == Signal.HUP) {
///     settings.read();
///   }
/// }
/// ```
///
/// The JVM has its own use for some, and refuses them: `QUIT`, by which it dumps its threads, and
/// those that tell of its faults, `SEGV`, `BUS`, `FPE` and `ILL`; `KILL` and `STOP` reach nobody.
/// `USR2` is refused, too: by it the JVM suspends its threads, as its flight recorder does often.
/// With `-Xrs` it leaves `HUP`, `INT` and `TERM` to the system, and refuses these, too. Which ones
/// it takes otherwise is its business (`jdk.unsupported`).
public interface Signals {
  /// Watches `signals`, beside whoever else does, on any reactor of this process. While anybody
  /// watches one, it does not what it does otherwise: `HUP`, `INT` and `TERM` do not end the JVM.
  /// With the last one who leaves, it is as it was.
  ///
  /// - **Waits**: never.
  ///
  /// @throws UnsupportedOperationException naming the one that the JVM refuses; none is watched
  ///   then
  SignalWatch watch(Signal... signals);
}
