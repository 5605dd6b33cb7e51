package io.weightless.net.internal.linux;

import java.io.IOException;

/// Whether the system is one that this package knows.
public final class Platform {
  private static final String SYSTEM = System.getProperty("os.name", "");
  private static final String PROCESSOR = System.getProperty("os.arch", "");

  private Platform() {}

  static boolean isX86() {
    return PROCESSOR.equals("amd64");
  }

  /// @throws IOException with what is missing
  public static void check() throws IOException {
    if (!SYSTEM.equals("Linux")) {
      throw new IOException("it needs Linux, and this is " + SYSTEM);
    }
    if (!isX86() && !PROCESSOR.equals("aarch64")) {
      throw new IOException("it knows amd64 and aarch64, and this is " + PROCESSOR);
    }
    if (!Platform.class.getModule().isNativeAccessEnabled()) {
      throw new IOException("add --enable-native-access=ALL-UNNAMED");
    }
    if (!Object.class.getModule().isOpen("sun.nio.ch", Platform.class.getModule())) {
      throw new IOException("add --add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    }
  }
}
