package io.weightless.net.internal.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnixAddressesTest {
  private final MemorySegment memory = Arena.ofAuto().allocate(UnixAddresses.BYTES);

  @ParameterizedTest
  @ValueSource(strings = {"/run/app.sock", "app.sock", "@app", "@a/b c", "./@app"})
  void whatWasWrittenIsReadAgain(String name) throws IOException {
    int length = UnixAddresses.write(name, memory);

    assertEquals(UnixAddresses.AF_UNIX, memory.get(ValueLayout.JAVA_SHORT, 0));
    assertEquals(2 + 1 + name.replaceFirst("^@", "").length(), length);
    assertEquals(name, UnixAddresses.read(memory, length));
  }

  @Test
  void anAbstractNameBeginsWithAZeroAndHasNoneAtItsEnd() throws IOException {
    int length = UnixAddresses.write("@ab", memory);

    assertEquals(5, length);
    assertEquals(0, memory.get(ValueLayout.JAVA_BYTE, 2));
    assertEquals('a', memory.get(ValueLayout.JAVA_BYTE, 3));
  }

  @Test
  void aNameHasAtMost107Bytes() throws IOException {
    for (String first : new String[] {"/", "@"}) {
      String longest = first + "x".repeat(first.equals("/") ? 106 : 107);
      assertEquals(110, UnixAddresses.write(longest, memory));
      assertEquals(longest, UnixAddresses.read(memory, 110));

      IOException tooLong =
          assertThrows(IOException.class, () -> UnixAddresses.write(longest + "x", memory));
      assertEquals(
          "the name of a Unix socket has at most 107 bytes, not 108", tooLong.getMessage());
    }
  }

  @Test
  void whoHasNoNameIsReadAsNothing() {
    assertEquals("", UnixAddresses.read(memory, 2));
  }

  @Test
  void whatAnAddressCannotHaveInItIsReadAsAnUnderscore() throws IOException {
    int length = UnixAddresses.write("@a?b", memory);
    memory.set(ValueLayout.JAVA_BYTE, 3, (byte) 0);

    assertEquals("@__b", UnixAddresses.read(memory, length));
  }

  @Test
  void whatATerminalWouldObeyAndWhatIsNoTextIsReadAsUnderscores() throws IOException {
    int length = UnixAddresses.write("@\u001b[2J\nx", memory);
    memory.set(ValueLayout.JAVA_BYTE, length - 1, (byte) 0xff);

    assertEquals("@_[2J__", UnixAddresses.read(memory, length));
  }

  @Test
  void theNameOfNoBytesIsReadAsNothing() throws IOException {
    assertEquals("", UnixAddresses.read(memory, UnixAddresses.write("@", memory)));
  }
}
