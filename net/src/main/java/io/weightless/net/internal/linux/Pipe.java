package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/// A pipe of the system that bytes go through without entering this process: `splice` and `tee`.
///
/// Nothing here waits. A result below 0 is the negative number of an error.
public final class Pipe {
  private static final MethodHandle PIPE = Native.function("pipe2", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle FCNTL =
      Native.function("fcntl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SPLICE =
      Native.function(
          "splice", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle TEE =
      Native.function("tee", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle READ =
      Native.function("read", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);

  private static final int NONBLOCK_CLOEXEC = 0x80800;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int MOVE_NONBLOCK = 3;

  /// What a pipe has room for, unless its user has too many.
  private static final int BYTES = 256 * 1024;

  private static final long NO_OFFSET = 0;

  private final Libc libc;
  private final int in;
  private final int out;
  private int bytes;

  Pipe(Libc libc, MemorySegment ends) throws IOException {
    this.libc = libc;
    try {
      Libc.check(result((int) PIPE.invokeExact(libc.state, ends.address(), NONBLOCK_CLOEXEC)));
      out = ends.get(JAVA_INT, 0);
      in = ends.get(JAVA_INT, Integer.BYTES);
      int _ = (int) FCNTL.invokeExact(libc.state, in, F_SETPIPE_SZ, BYTES);
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// How many are in it.
  public int bytes() {
    return bytes;
  }

  /// Moves up to `most` of what came in at a socket into this, which is empty.
  ///
  /// @return 0 at the end
  public int fill(int socket, long most) {
    int moved = splice(socket, in, most);
    bytes += Math.max(0, moved);
    return moved;
  }

  /// Moves up to `most` bytes out of this, as many as there is room for.
  public int drain(int target, int most) {
    int moved = splice(out, target, most);
    bytes -= Math.max(0, moved);
    return moved;
  }

  private int splice(int from, int to, long most) {
    try {
      return result(
          (int)
              (long)
                  SPLICE.invokeExact(
                      libc.state, from, NO_OFFSET, to, NO_OFFSET, most, MOVE_NONBLOCK));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// Puts the next bytes in this, up to `most`, also into `copy`, which is empty.
  public int copyTo(Pipe copy, int most) {
    try {
      int copied =
          result(
              (int) (long) TEE.invokeExact(libc.state, out, copy.in, (long) most, MOVE_NONBLOCK));
      copy.bytes += Math.max(0, copied);
      return copied;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /// Takes all out, into this process after all.
  public ByteBuffer readAll() throws IOException {
    ByteBuffer all = ByteBuffer.allocateDirect(bytes);
    long address = MemorySegment.ofBuffer(all).address();
    try {
      while (bytes > 0) {
        long from = address + all.position();
        int read =
            Libc.check(result((int) (long) READ.invokeExact(libc.state, out, from, (long) bytes)));
        bytes -= read;
        all.position(all.position() + read);
      }
      return all.flip();
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  void close() throws IOException {
    libc.close(in);
    libc.close(out);
  }

  private int result(int returned) {
    return returned < 0 ? libc.failed() : returned;
  }
}
