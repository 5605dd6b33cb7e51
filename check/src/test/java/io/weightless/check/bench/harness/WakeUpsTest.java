package io.weightless.check.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
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

    long ofOne = WakeUps.ofThread(ProcessHandle.current(), "a name beyond 15 letters").total();

    assertThat(ofOne).isPositive().isLessThan(WakeUps.ofTree(ProcessHandle.current()).total());
    done.countDown();
    named.join();
  }

  @Test
  void aNameThatNobodyHasIsSaid() {
    assertThatThrownBy(() -> WakeUps.ofThread(ProcessHandle.current(), "nobody"))
        .isInstanceOf(IOException.class)
        .hasMessage("no thread is named nobody");
  }

  /// With many more than all others have meanwhile.
  @Test
  void aThreadThatEndsTakesNothingAway() throws Exception {
    ProcessHandle self = ProcessHandle.current();
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(1);
    Thread restless =
        Thread.ofPlatform()
            .name("restless")
            .start(() -> {
              running.countDown();
              parkOften(over);
            });
    running.await();
    while (WakeUps.ofThread(self, "restless").total() < 2_000) {
      Thread.onSpinWait();
    }
    WakeUps before = WakeUps.ofTree(self);
    over.set(true);
    restless.join();

    assertThat(WakeUps.ofTree(self).since(before)).isBetween(0L, 1_999L);
  }

  private static void parkOften(AtomicBoolean over) {
    while (!over.get()) {
      LockSupport.parkNanos(1);
    }
  }

  @Test
  void aNewThreadCountsFromItsBeginning() throws Exception {
    ProcessHandle self = ProcessHandle.current();
    WakeUps before = WakeUps.ofTree(self);
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    Thread late =
        Thread.ofPlatform()
            .name("late")
            .start(() -> {
              running.countDown();
              await(done);
            });
    running.await();
    WakeUps ofLate = WakeUps.ofThread(self, "late");

    assertThat(ofLate.since(before)).isPositive().isEqualTo(ofLate.total());
    assertThat(ofLate.since(ofLate)).isZero();
    done.countDown();
    late.join();
  }

  @Test
  void descendantsCountAsWell() throws Exception {
    try (var children = Children.open()) {
      Process shell = children.start(List.of("sh", "-c", "sleep 1000 & echo $!; wait"));
      long child = Long.parseLong(shell.inputReader().readLine());
      awaitName(child, "sleep");
      while (WakeUps.ofTree(ProcessHandle.of(child).orElseThrow()).total() == 0) {
        Thread.onSpinWait(); // it sleeps soon
      }

      long ofShell = WakeUps.ofThread(shell.toHandle(), "sh").total();
      assertThat(WakeUps.ofTree(shell.toHandle()).total()).isGreaterThan(ofShell);
    }
  }

  /// A child bears the name of its parent until it runs a program of its own.
  private static void awaitName(long process, String name) throws IOException {
    Path path = Path.of("/proc", Long.toString(process), "comm");
    while (!Files.readString(path).strip().equals(name)) {
      Thread.onSpinWait();
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
