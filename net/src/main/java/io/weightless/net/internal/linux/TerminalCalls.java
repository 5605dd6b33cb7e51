package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What the C library does with terminals, from any thread: tcgetattr(3).
public final class TerminalCalls {
  private static final Function CONTROL = Function.named("ioctl");
  private static final Function MAKE_RAW = Function.named("cfmakeraw");
  private static final Function GET = Function.named("tcgetattr");
  private static final Function SET = Function.named("tcsetattr");

  private static final int WINDOW_SIZE = 0x5413;
  private static final int WINDOW_BYTES = 8;

  /// More than `struct termios` has.
  private static final int SETTINGS_BYTES = 128;

  /// What was written goes out first, and what was typed ahead stays.
  private static final int WHEN_DRAINED = 1;

  private TerminalCalls() {}

  /// How many characters there are.
  public record Window(int columns, int rows) {}

  public static Window window(int descriptor) throws IOException {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment size = scratch.allocate(WINDOW_BYTES, Long.BYTES);
      check(CONTROL.callAnywhere(descriptor, WINDOW_SIZE, size.address()));
      int rows = Short.toUnsignedInt(size.get(JAVA_SHORT, 0));
      return new Window(Short.toUnsignedInt(size.get(JAVA_SHORT, Short.BYTES)), rows);
    }
  }

  /// As it is now.
  public static MemorySegment settings(int descriptor) throws IOException {
    MemorySegment settings = Arena.ofAuto().allocate(SETTINGS_BYTES, Long.BYTES);
    check(GET.callAnywhere(descriptor, settings.address(), 0));
    return settings;
  }

  /// The same, made raw.
  public static MemorySegment raw(int descriptor) throws IOException {
    MemorySegment settings = settings(descriptor);
    long _ = MAKE_RAW.callAnywhere(settings.address(), 0, 0);
    return settings;
  }

  public static void set(int descriptor, MemorySegment settings) throws IOException {
    check(SET.callAnywhere(descriptor, WHEN_DRAINED, settings.address()));
  }

  private static void check(long result) throws IOException {
    if ((int) result < 0) {
      throw new IOException("it is no terminal, or none any more");
    }
  }
}
