package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// What the system does with a process that has a descriptor: pidfd_open(2). Nothing waits, but
/// what says so.
public final class ProcessCalls {
  private static final Function WAITID = Function.named("waitid");
  private static final Function KILL = Function.named("kill");

  private static final int PIDFD_SEND_SIGNAL = 424;
  private static final int PIDFD_OPEN = 434;

  private static final int P_PID = 1;
  private static final int P_PIDFD = 3;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x1000000;

  private static final int INFO_BYTES = 128;
  private static final int CODE_AT = 8;
  private static final int STATUS_AT = 24;
  private static final int CLD_EXITED = 1;
  private static final int SIGKILL = 9;
  private static final int UNKNOWN = 255;

  /// How long a process that was killed may take to end, in milliseconds.
  private static final int PATIENCE = 1_000;

  private final Libc libc;
  private final MemorySegment info;

  public ProcessCalls(Libc libc) {
    this.libc = libc;
    info = libc.allocate(INFO_BYTES);
  }

  /// Both numbers of a process: the system's, and ours.
  public record Identity(int pid, int descriptor) {}

  /// How a process has ended.
  ///
  /// @param number what it has returned, or the signal that has ended it
  public record Ending(boolean isBySignal, int number) {}

  /// Opens the descriptor of a child, which is readable when that has ended; no other process
  /// inherits it. A child that can't have one is ended.
  public Identity identify(int pid) throws IOException {
    int descriptor = RingCalls.SYSCALL.call(libc, PIDFD_OPEN, pid, 0);
    if (descriptor < 0) {
      int _ = signalGroup(pid, SIGKILL);
      int _ = WAITID.call(libc, P_PID, pid, info.address(), WEXITED, 0);
    }
    return new Identity(pid, Libc.check(descriptor));
  }

  /// How it has ended, which stays so; null as long as it has not. Whoever started this process may
  /// have made it ignore SIGCHLD: then the system forgets at once how its children have ended.
  public @Nullable Ending look(int descriptor) {
    info.set(JAVA_INT, CODE_AT, 0);
    int result =
        WAITID.call(libc, P_PIDFD, descriptor, info.address(), WEXITED | WNOHANG | WNOWAIT, 0);
    int code = info.get(JAVA_INT, CODE_AT);
    int status = info.get(JAVA_INT, STATUS_AT);
    if (result < 0) {
      return new Ending(false, UNKNOWN);
    }
    if (code == 0) {
      return null;
    }
    return new Ending(code != CLD_EXITED, status);
  }

  /// Lets the system forget one that has ended.
  public void bury(int descriptor) {
    int _ = WAITID.call(libc, P_PIDFD, descriptor, info.address(), WEXITED | WNOHANG, 0);
  }

  /// Waits a while for the end of one that was killed.
  public static void awaitEnd(int descriptor) {
    Libc.awaitReadable(PATIENCE, descriptor);
  }

  public int signal(int descriptor, int signal) {
    return RingCalls.SYSCALL.call(libc, PIDFD_SEND_SIGNAL, descriptor, signal, 0, 0);
  }

  /// The group of a process that is not buried.
  public int signalGroup(int pid, int signal) {
    return KILL.call(libc, -pid, signal);
  }
}
