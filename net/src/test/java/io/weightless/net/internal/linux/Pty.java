package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A terminal without a window: pty(7). What is written to the near side is what is typed.
public final class Pty implements AutoCloseable {
  private static final Function OPEN_NEAR = Function.named("posix_openpt");
  private static final Function GRANT = Function.named("grantpt");
  private static final Function UNLOCK = Function.named("unlockpt");
  private static final Function NAME = Function.named("ptsname_r");
  private static final Function OPEN = Function.named("open");
  private static final Function CONTROL = Function.named("ioctl");
  private static final Function GET = Function.named("tcgetattr");
  private static final Function POLL = Function.named("poll");
  private static final Function WRITE = Function.named("write");
  private static final Function CLOSE = Function.named("close");

  private static final int O_RDWR_NOCTTY = 0x102;
  private static final int SET_WINDOW_SIZE = 0x5414;
  private static final int SETTINGS_BYTES = 60;

  private final Arena arena = Arena.ofAuto();
  private final int near;
  public final int far;
  public final String path;

  public Pty() {
    near = (int) OPEN_NEAR.callAnywhere(O_RDWR_NOCTTY, 0, 0);
    long _ = GRANT.callAnywhere(near, 0, 0);
    long _ = UNLOCK.callAnywhere(near, 0, 0);
    MemorySegment name = arena.allocate(256);
    long _ = NAME.callAnywhere(near, name.address(), name.byteSize());
    path = name.getString(0);
    far = (int) OPEN.callAnywhere(name.address(), O_RDWR_NOCTTY, 0);
  }

  public void resize(int columns, int rows) {
    MemorySegment size = arena.allocate(8, 8);
    size.set(JAVA_SHORT, 0, (short) rows);
    size.set(JAVA_SHORT, 2, (short) columns);
    long _ = CONTROL.callAnywhere(near, SET_WINDOW_SIZE, size.address());
  }

  /// All of them.
  public ByteBuffer settings() {
    MemorySegment settings = arena.allocate(SETTINGS_BYTES, 8);
    long _ = GET.callAnywhere(far, settings.address(), 0);
    return settings.asByteBuffer();
  }

  public void type(char key) {
    MemorySegment bytes = arena.allocate(1);
    bytes.set(JAVA_BYTE, 0, (byte) key);
    long _ = WRITE.callAnywhere(near, bytes.address(), 1);
  }

  /// Whether somebody who reads from it would get something.
  public boolean hasInput() {
    MemorySegment asked = arena.allocate(8, 8);
    asked.set(JAVA_INT, 0, far);
    asked.set(JAVA_SHORT, 4, (short) 1);
    return POLL.callAnywhere(asked.address(), 1, 0) > 0;
  }

  @Override
  public void close() {
    long _ = CLOSE.callAnywhere(near, 0, 0);
    long _ = CLOSE.callAnywhere(far, 0, 0);
  }
}
