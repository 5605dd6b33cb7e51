package io.weightless.net.internal.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The environment of this process, which need not be text: environ(7).
public final class Environment {
  private static final Function DLSYM = Function.named("dlsym");

  /// RTLD_DEFAULT: a program that names the variable has one of its own, that the C library uses
  /// instead of the one in it.
  private static final long WHEREVER_IT_IS = 0;

  /// Read once, as the JDK does for [System#getenv]: a library that changes it meanwhile may take
  /// away what is being read.
  private static final List<byte[]> VARIABLES = read();

  private Environment() {}

  /// `NAME=value` of each, in bytes that are not to be changed.
  public static List<byte[]> variables() {
    return VARIABLES;
  }

  private static List<byte[]> read() {
    List<byte[]> variables = new ArrayList<>();
    long at = place();
    if (at != 0) { // clearenv(3) leaves nothing
      for (long text = Memory.getLong(at); text != 0; text = Memory.getLong(at)) {
        variables.add(bytes(text));
        at += Long.BYTES;
      }
    }
    return List.copyOf(variables);
  }

  private static long place() {
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment name = scratch.allocateFrom("environ");
      long variable = DLSYM.callAnywhere(WHEREVER_IT_IS, name.address(), 0);
      if (variable == 0) {
        throw new AssertionError("the C library has no environ(7)");
      }
      return Memory.getLong(variable);
    }
  }

  @SuppressWarnings("restricted") // a string of the system is as long as it is
  private static byte[] bytes(long text) {
    return MemorySegment.ofAddress(text)
        .reinterpret(Long.MAX_VALUE)
        .getString(0, StandardCharsets.ISO_8859_1)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
