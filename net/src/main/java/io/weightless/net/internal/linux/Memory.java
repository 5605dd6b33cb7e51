package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/// Memory by its address, as it is shared with the kernel: mmap(2).
///
/// Nothing is checked. Each address must be inside of what is mapped, and a multiple of the size.
@SuppressWarnings("restricted") // to share memory with the system is what it is for
public final class Memory {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final VarHandle INT = JAVA_INT.varHandle();
  private static final VarHandle SHORT = JAVA_SHORT.varHandle();
  private static final Function MMAP = Function.named("mmap");
  private static final Function MUNMAP = Function.named("munmap");

  private static final int READ_WRITE = 3;
  private static final int SHARED_POPULATED = 0x8001;
  private static final int PRIVATE_ANONYMOUS = 0x22;

  private Memory() {}

  /// Zeros, of this process alone.
  ///
  /// @return the address
  public static long map(Libc libc, long bytes) throws IOException {
    return map(libc, bytes, PRIVATE_ANONYMOUS, -1, 0);
  }

  /// What a descriptor offers at `offset`.
  public static long map(Libc libc, long bytes, int descriptor, long offset) throws IOException {
    return map(libc, bytes, SHARED_POPULATED, descriptor, offset);
  }

  private static long map(Libc libc, long bytes, int flags, int descriptor, long offset)
      throws IOException {
    long address = MMAP.callForLong(libc, 0, bytes, READ_WRITE, flags, descriptor, offset);
    if (address < 0) {
      Libc.check((int) address);
    }
    return address;
  }

  /// Nobody may touch it after that.
  public static void unmap(long address, long bytes) {
    long _ = MUNMAP.callAnywhere(address, bytes, 0);
  }

  /// Of the first byte of a direct buffer, which must be kept from the garbage collector meanwhile.
  public static long addressOf(ByteBuffer buffer) {
    return MemorySegment.ofBuffer(buffer.duplicate().position(0)).address();
  }

  /// Fills what remains in `target`.
  static void copy(long address, ByteBuffer target) {
    int length = target.remaining();
    target.put(ALL.asSlice(address, length).asByteBuffer());
  }

  public static int getInt(long address) {
    return ALL.get(JAVA_INT, address);
  }

  public static long getLong(long address) {
    return ALL.get(JAVA_LONG, address);
  }

  public static void setInt(long address, int value) {
    ALL.set(JAVA_INT, address, value);
  }

  public static void setLong(long address, long value) {
    ALL.set(JAVA_LONG, address, value);
  }

  public static void setShort(long address, short value) {
    ALL.set(JAVA_SHORT, address, value);
  }

  /// What the kernel wrote before it wrote this is seen afterwards.
  public static int getIntAcquire(long address) {
    return (int) INT.getAcquire(ALL, address);
  }

  /// The kernel, when it sees this, sees what was written before.
  public static void setIntRelease(long address, int value) {
    INT.setRelease(ALL, address, value);
  }

  /// The kernel, when it sees this, sees what was written before.
  public static void setShortRelease(long address, short value) {
    SHORT.setRelease(ALL, address, value);
  }
}
