package io.weightless.net.terminal.internal;

import io.weightless.net.internal.linux.TerminalCalls;
import io.weightless.net.terminal.Terminal;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A terminal by its descriptor: tcgetattr(3).
final class LinuxTerminal implements Terminal {
  private static final String SYSTEM = System.getProperty("os.name", "");
  private final int descriptor;

  LinuxTerminal(int descriptor) {
    this.descriptor = descriptor;
  }

  /// Null when it is none.
  static @Nullable Terminal of(int descriptor) {
    boolean isKnown =
        SYSTEM.equals("Linux") && LinuxTerminal.class.getModule().isNativeAccessEnabled();
    if (!isKnown) {
      return null;
    }
    try {
      MemorySegment _ = TerminalCalls.settings(descriptor);
      return new LinuxTerminal(descriptor);
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  public Size size() throws IOException {
    TerminalCalls.Window window = TerminalCalls.window(descriptor);
    return new Size(window.columns(), window.rows());
  }

  @Override
  public Raw raw() throws IOException {
    MemorySegment before = TerminalCalls.settings(descriptor);
    TerminalCalls.set(descriptor, TerminalCalls.raw(descriptor));
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
          TerminalCalls.set(descriptor, before);
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
}
