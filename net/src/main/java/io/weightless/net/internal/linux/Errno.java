package io.weightless.net.internal.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// What a system call failed with.
public final class Errno extends IOException {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int ENOEXEC = 8;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int EINVAL = 22;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int EPIPE = 32;
  public static final int ENAMETOOLONG = 36;
  public static final int ENOSYS = 38;
  public static final int ELOOP = 40;
  public static final int ETIME = 62;
  public static final int EMSGSIZE = 90;
  public static final int EADDRINUSE = 98;
  public static final int EADDRNOTAVAIL = 99;
  public static final int ENETUNREACH = 101;
  public static final int ECONNABORTED = 103;
  public static final int ECONNRESET = 104;
  public static final int ENOBUFS = 105;
  public static final int ETIMEDOUT = 110;
  public static final int ECONNREFUSED = 111;
  public static final int EHOSTUNREACH = 113;
  public static final int EINPROGRESS = 115;
  public static final int ECANCELED = 125;

  private static final long serialVersionUID = 1;

  private static final Function STRERROR = Function.named("strerror");

  private final int number;

  public Errno(int number) {
    super(message(number));
    this.number = number;
  }

  @SuppressWarnings("restricted") // a string of the system is as long as it is
  static String message(int number) {
    MemorySegment text = MemorySegment.ofAddress(STRERROR.callAnywhere(number, 0, 0));
    return text.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /// As `errno.h` numbers it.
  public int number() {
    return number;
  }
}
