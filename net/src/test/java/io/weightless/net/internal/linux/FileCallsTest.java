package io.weightless.net.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

final class FileCallsTest {
  @Test
  void aNameThatTheSystemCannotSpellIsNotThatOfAnotherFile() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(4096);
      assertThat(FileCalls.put("/plain?", name)).isZero();
      assertThat(FileCalls.put("/half of a letter: \ud800", name)).isNegative();
      assertThat(FileCalls.put("/" + "n".repeat(4095), name)).isEqualTo(-Errno.ENAMETOOLONG);
      assertThat(name.getString(0)).isEqualTo("/plain?");
    }
  }
}
