package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
  private static final String AFTER_NAME =
      " S 19591 19579 2693 0 -1 4194624 1856 0 0 0 90 182 7 8 20 0 1 0 248459 18886656 2703\n";

  @Test
  void ticksOfUserAndKernelModeAreReadAsMicroseconds() {
    var time = ProcessorTime.parse("19593 (nginx)" + AFTER_NAME);

    assertThat(time).isEqualTo(new ProcessorTime(900_000, 1_820_000));
    assertThat(time.totalMicros()).isEqualTo(2_720_000);
  }

  @Test
  void aNameMayHoldBlanksAndBrackets() {
    var time = ProcessorTime.parse("19593 (a (b) 1 2) c)" + AFTER_NAME);

    assertThat(time).isEqualTo(new ProcessorTime(900_000, 1_820_000));
  }

  @Test
  void theDifferenceIsTakenModeByMode() {
    var used = new ProcessorTime(50, 70).minus(new ProcessorTime(20, 60));

    assertThat(used).isEqualTo(new ProcessorTime(30, 10));
  }

  @Test
  void thisProcessHasUsedSome() throws IOException {
    assertThat(ProcessorTime.ofTree(ProcessHandle.current()).totalMicros()).isPositive();
  }
}
