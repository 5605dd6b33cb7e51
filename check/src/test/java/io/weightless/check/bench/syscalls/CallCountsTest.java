package io.weightless.check.bench.syscalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallCountsTest {
  private static final String TABLE =
      """
      % time     seconds  usecs/call     calls    errors syscall
      ------ ----------- ----------- --------- --------- ------------------
       81.88    2.305585        2187      1054       102 futex
        7.15    0.201405       40281         5         3 restart_syscall
        7.04    0.198293          64      3069           io_uring_enter
        0.00    0.000000           0        65           getpeername
      ------ ----------- ----------- --------- --------- ------------------
      100.00    2.815675         564      4193       105 total
      """;

  @Test
  void callsAreCountedByNameWithAndWithoutErrors() throws IOException {
    CallCounts counts = CallCounts.parse(TABLE.lines().toList());

    assertThat(counts.byName())
        .hasSize(4)
        .containsEntry("futex", 1054L)
        .containsEntry("restart_syscall", 5L)
        .containsEntry("io_uring_enter", 3069L)
        .containsEntry("getpeername", 65L);
  }

  @Test
  void theSumIsWhatStraceSaysItIs() throws IOException {
    assertThat(CallCounts.parse(TABLE.lines().toList()).total()).isEqualTo(4193);
  }

  @Test
  void withoutACallThereIsNothingToSay() {
    assertThatThrownBy(() -> CallCounts.parse(List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("strace counted nothing");
  }
}
