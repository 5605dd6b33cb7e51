package io.weightless.net.internal.linux;

import java.io.IOException;

/// What a system call failed with.
public final class Errno extends IOException {
  public static final int EINTR = 4;
  public static final int EAGAIN = 11;
  public static final int ECONNABORTED = 103;
  public static final int ECONNRESET = 104;
  public static final int EINPROGRESS = 115;

  private static final long serialVersionUID = 1;

  private final int number;

  Errno(int number, String text) {
    super(text);
    this.number = number;
  }

  /// As `errno.h` numbers it.
  public int number() {
    return number;
  }
}
