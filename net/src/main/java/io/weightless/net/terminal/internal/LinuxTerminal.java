package io.weightless.net.terminal.internal;

import io.weightless.net.internal.linux.TerminalCalls;
import io.weightless.net.terminal.Terminal;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
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
    return RawMode.enter(descriptor);
  }
}
