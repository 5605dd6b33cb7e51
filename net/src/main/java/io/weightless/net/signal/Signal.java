package io.weightless.net.signal;

import java.util.Arrays;
import java.util.Optional;

/// A signal of POSIX, by its name without `SIG`, and by the number that Linux has for it on 64-bit
/// x86 and ARM: signal(7).
public enum Signal {
  /// The terminal is gone; to daemons, by custom: read your settings again.
  HUP(1),
  /// Ctrl-C.
  INT(2),
  /// Ctrl-\; the JVM keeps it for its thread dump.
  QUIT(3),
  ILL(4),
  TRAP(5),
  ABRT(6),
  BUS(7),
  FPE(8),
  /// Ends a process at once, without asking it.
  KILL(9),
  USR1(10),
  SEGV(11),
  USR2(12),
  /// Nobody reads what was written to a pipe.
  PIPE(13),
  ALRM(14),
  /// Asks a process to end.
  TERM(15),
  STKFLT(16),
  /// A child has ended.
  CHLD(17),
  CONT(18),
  STOP(19),
  /// Ctrl-Z.
  TSTP(20),
  TTIN(21),
  TTOU(22),
  URG(23),
  XCPU(24),
  XFSZ(25),
  VTALRM(26),
  PROF(27),
  /// The window of the terminal has another size.
  WINCH(28),
  IO(29),
  PWR(30),
  SYS(31);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /// The one of that number; none for those of real time.
  public static Optional<Signal> of(int number) {
    return Arrays.stream(values()).filter(signal -> signal.number == number).findFirst();
  }
}
