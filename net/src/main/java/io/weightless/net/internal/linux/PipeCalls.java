package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// What the system does with pipes between processes, and with what stands in for them. No other
/// process inherits what is opened here, unless it is given to it.
public final class PipeCalls {
  private static final Function PIPE = Function.named("pipe2");
  private static final Function OPEN = Function.named("open");
  private static final Function READ = Function.brief("read");
  private static final Function WRITE = Function.brief("write");

  public static final int O_RDONLY = 0;
  public static final int O_RDWR = 2;
  public static final int O_WRONLY_CREAT_TRUNC = 0x241;
  public static final int O_WRONLY_CREAT_APPEND = 0x441;
  private static final int O_CLOEXEC = 0x80000;
  private static final int MODE = 0666;

  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int FIRST_OF_OTHERS = 3;

  private final Libc libc;
  private final MemorySegment ends;

  public PipeCalls(Libc libc) {
    this.libc = libc;
    ends = libc.allocate(Long.BYTES);
  }

  /// Both ends of a new pipe.
  public record Pair(int source, int target) {}

  public Pair pipe() throws IOException {
    Libc.check(PIPE.call(libc, ends.address(), O_CLOEXEC));
    int target = ends.get(JAVA_INT, Integer.BYTES);
    int source = orClose(target, ends.get(JAVA_INT, 0));
    return new Pair(source, orClose(source, target));
  }

  /// Closes the other end, too, when this one can't be moved.
  private int orClose(int other, int end) throws IOException {
    try {
      return aboveStandard(end);
    } catch (IOException e) {
      libc.close(other);
      throw e;
    }
  }

  /// Opens a regular file or a device.
  public int open(Path path, int flags) throws IOException {
    byte[] name = path.toString().getBytes(FileCalls.NAMES);
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment text = scratch.allocate(name.length + 1L);
      text.copyFrom(MemorySegment.ofArray(name));
      return aboveStandard(Libc.check(OPEN.call(libc, text.address(), flags | O_CLOEXEC, MODE)));
    }
  }

  /// A process without standard streams gets their numbers, which would be in the way when those of
  /// a child are put there.
  private int aboveStandard(int descriptor) throws IOException {
    if (descriptor >= FIRST_OF_OTHERS) {
      return descriptor;
    }
    int higher = libc.control(descriptor, F_DUPFD_CLOEXEC, FIRST_OF_OTHERS);
    libc.close(descriptor);
    return Libc.check(higher);
  }

  /// For an end that nobody else has: the other one may still block.
  public void unblock(int descriptor) throws IOException {
    libc.unblock(descriptor);
  }

  /// Into a direct buffer, whose position moves on.
  ///
  /// @return 0 when there is nothing now, -1 at the end
  int read(int descriptor, ByteBuffer target) throws IOException {
    int result = READ.call(libc, descriptor, addressOf(target), target.remaining());
    return result == 0 ? -1 : moved(result, target);
  }

  /// From a direct buffer, whose position moves on.
  ///
  /// @return 0 when there is no room
  int write(int descriptor, ByteBuffer source) throws IOException {
    return moved(WRITE.call(libc, descriptor, addressOf(source), source.remaining()), source);
  }

  private static long addressOf(ByteBuffer buffer) {
    return MemorySegment.ofBuffer(buffer).address();
  }

  private static int moved(int result, ByteBuffer buffer) throws Errno {
    if (result == -Errno.EAGAIN) {
      return 0;
    }
    Libc.check(result);
    buffer.position(buffer.position() + result);
    return result;
  }
}
