package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
  private static final String STATUS =
      """
      Name:	worker-1
      State:	S (sleeping)
      Tgid:	32197
      Threads:	19
      SigQ:	0/96329
      Seccomp:	0
      Cpus_allowed_list:	0-1
      Mems_allowed_list:	0
      voluntary_ctxt_switches:	84
      nonvoluntary_ctxt_switches:	164
      """;

  @Test
  void switchesOfBothKindsAreAdded() {
    assertThat(WakeUps.parse(STATUS.lines().toList())).isEqualTo(248);
  }

  @Test
  void aThreadIsFoundByTheLettersThatTheKernelKeepsOfItsName() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    Thread named =
        Thread.ofPlatform()
            .name("a name beyond 15 letters")
            .start(() -> {
              running.countDown();
              await(done);
            });
    running.await();

    long ofOne = WakeUps.ofThread(ProcessHandle.current(), "a name beyond 15 letters");

    assertThat(ofOne).isPositive().isLessThan(WakeUps.ofTree(ProcessHandle.current()));
    done.countDown();
    named.join();
  }

  @Test
  void aNameThatNobodyHasIsSaid() {
    assertThatThrownBy(() -> WakeUps.ofThread(ProcessHandle.current(), "nobody"))
        .isInstanceOf(IOException.class)
        .hasMessage("no thread is named nobody");
  }

  @Test
  void descendantsCountAsWell() throws Exception {
    try (var children = Children.open()) {
      Process shell = children.start(List.of("sh", "-c", "sleep 1000 & echo started; wait"));
      assertThat(shell.inputReader().readLine()).isEqualTo("started");

      assertThat(WakeUps.ofTree(shell.toHandle()))
          .isGreaterThan(WakeUps.ofThread(shell.toHandle(), "sh"));
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
