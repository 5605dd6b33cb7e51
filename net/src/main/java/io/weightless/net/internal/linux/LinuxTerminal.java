package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.weightless.net.terminal.Terminal;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A terminal by its descriptor: tcgetattr(3).
public final class LinuxTerminal implements Terminal {
  private static final String SYSTEM = System.getProperty("os.name", "");
  private static final int WINDOW_SIZE = 0x5413;
  private static final int WINDOW_BYTES = 8;

  /// More than `struct termios` has.
  private static final int SETTINGS_BYTES = 128;

  /// What was written goes out first, and what was typed ahead stays.
  private static final int WHEN_DRAINED = 1;

  private final int descriptor;

  LinuxTerminal(int descriptor) {
    this.descriptor = descriptor;
  }

  /// Null when it is none.
  public static @Nullable Terminal of(int descriptor) {
    boolean isKnown =
        SYSTEM.equals("Linux") && LinuxTerminal.class.getModule().isNativeAccessEnabled();
    if (!isKnown) {
      return null;
    }
    try {
      MemorySegment _ = Calls.settings(descriptor);
      return new LinuxTerminal(descriptor);
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  public Size size() throws IOException {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment size = scratch.allocate(WINDOW_BYTES, Long.BYTES);
      Calls.check(Calls.CONTROL.callAnywhere(descriptor, WINDOW_SIZE, size.address()));
      int rows = Short.toUnsignedInt(size.get(JAVA_SHORT, 0));
      return new Size(Short.toUnsignedInt(size.get(JAVA_SHORT, Short.BYTES)), rows);
    }
  }

  @Override
  public Raw raw() throws IOException {
    MemorySegment before = Calls.settings(descriptor);
    MemorySegment raw = Calls.settings(descriptor);
    long _ = Calls.MAKE_RAW.callAnywhere(raw.address(), 0, 0);
    Calls.set(descriptor, raw);
    return new Changed(descriptor, before);
  }

  /// Until it is as it was.
  private static final class Changed implements Raw {
    private final int descriptor;
    private final MemorySegment before;
    private final AtomicBoolean restored = new AtomicBoolean();
    private final Thread atEnd = Thread.ofPlatform().unstarted(this::restore);

    Changed(int descriptor, MemorySegment before) {
      this.descriptor = descriptor;
      this.before = before;
      Runtime.getRuntime().addShutdownHook(atEnd);
    }

    private void restore() {
      if (restored.compareAndSet(false, true)) {
        try {
          Calls.set(descriptor, before);
        } catch (IOException _) {
          // then there is no terminal any more
        }
      }
    }

    @Override
    public void close() {
      restore();
      try {
        boolean _ = Runtime.getRuntime().removeShutdownHook(atEnd);
      } catch (IllegalStateException _) {
        // the JVM ends now, and the hook finds nothing to do
      }
    }
  }

  /// Of the C library, from any thread; linked when somebody asks for a terminal.
  private static final class Calls {
    static final Function CONTROL = Function.named("ioctl");
    static final Function MAKE_RAW = Function.named("cfmakeraw");
    private static final Function GET = Function.named("tcgetattr");
    private static final Function SET = Function.named("tcsetattr");

    /// As it is now.
    static MemorySegment settings(int descriptor) throws IOException {
      MemorySegment settings = Arena.ofAuto().allocate(SETTINGS_BYTES, Long.BYTES);
      check(GET.callAnywhere(descriptor, settings.address(), 0));
      return settings;
    }

    static void set(int descriptor, MemorySegment settings) throws IOException {
      check(SET.callAnywhere(descriptor, WHEN_DRAINED, settings.address()));
    }

    static void check(long result) throws IOException {
      if ((int) result < 0) {
        throw new IOException("it is no terminal, or none any more");
      }
    }
  }
}
