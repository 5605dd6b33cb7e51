package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A pipe of the system that bytes go through without entering this process: `splice` and `tee`.
///
/// Nothing here waits. A result below 0 is the negative number of an error.
public final class Pipe {
  private static final Function PIPE = Function.named("pipe2");
  private static final Function SPLICE = Function.named("splice");
  private static final Function TEE = Function.named("tee");
  private static final Function READ = Function.named("read");

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
    Libc.check(PIPE.call(libc, ends.address(), Libc.NONBLOCK_CLOEXEC));
    out = ends.get(JAVA_INT, 0);
    in = ends.get(JAVA_INT, Integer.BYTES);
    int _ = libc.control(in, F_SETPIPE_SZ, BYTES);
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
    return SPLICE.call(libc, from, NO_OFFSET, to, NO_OFFSET, most, MOVE_NONBLOCK);
  }

  /// Puts the next bytes in this, up to `most`, also into `copy`, which is empty.
  public int copyTo(Pipe copy, int most) {
    int copied = TEE.call(libc, out, copy.in, most, MOVE_NONBLOCK);
    copy.bytes += Math.max(0, copied);
    return copied;
  }

  /// Takes all out, into this process after all.
  public ByteBuffer readAll() throws IOException {
    ByteBuffer all = ByteBuffer.allocateDirect(bytes);
    long address = MemorySegment.ofBuffer(all).address();
    while (bytes > 0) {
      int read = Libc.check(READ.call(libc, out, address + all.position(), bytes));
      bytes -= read;
      all.position(all.position() + read);
    }
    return all.flip();
  }

  void close() throws IOException {
    libc.close(in);
    libc.close(out);
  }
}
