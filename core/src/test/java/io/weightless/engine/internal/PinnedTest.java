package io.weightless.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testkit.FastEngine;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/// A stack that can't be set aside, because of a class initialiser or a native frame on it.
@FastEngine
class PinnedTest {
  private static final List<Object> TRAIL = new ArrayList<>();
  private static final BlockingQueue<String> QUEUE = new LinkedBlockingQueue<>();

  private final Loop loop = new Loop();

  @Test
  void aWaitInAClassInitialiserIsRefusedAndNamesTheClass() {
    TRAIL.clear();
    loop.start("pinned", WaitsOfOurs::touch);
    loop.start("other", () -> TRAIL.add("other"));
    loop.drain();

    assertThat(TRAIL).hasSize(2).last().isEqualTo("other");
    assertThat((Pinned) TRAIL.getFirst())
        .hasMessageContaining("the class initialiser of " + WaitsOfOurs.class.getName());
  }

  @Test
  void aRefusedWaitIsWithdrawnAndTheStrandGoesOn() {
    TRAIL.clear();
    loop.start(
        "pinned",
        () -> {
          Withdraws.touch();
          Suspension.yield();
          TRAIL.add("went on");
        });
    loop.drain();

    assertThat(TRAIL).containsExactly("withdrawn", "refused", "went on");
  }

  @Test
  void aWaitBelowANativeFrameIsRefused() {
    TRAIL.clear();
    loop.start("pinned", PinnedTest::sortNatively);
    loop.drain();

    assertThat(TRAIL).isNotEmpty().allSatisfy(e -> assertThat(e).isInstanceOf(Pinned.class));
    assertThat((Pinned) TRAIL.getFirst()).hasMessageContaining("native");
  }

  @Test
  void theWatchdogReportsAWaitOfTheJdkThatPins() throws InterruptedException {
    try (Log log = Log.capture()) {
      Thread releaser =
          Thread.ofPlatform()
              .start(() -> {
                LogRecord report = awaitReport(log);
                TRAIL.add(report.getThrown().getStackTrace());
                QUEUE.add("go on");
              });
      TRAIL.clear();
      loop.start("hog", WaitsOfTheJdk::touch);
      loop.drain();
      releaser.join();
    }

    assertThat((StackTraceElement[]) TRAIL.getFirst())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("<clinit>"));
  }

  @Test
  void onAPlainThreadThereIsNothingToPin() {
    assertThatThrownBy(Suspension::yield).isNotInstanceOf(Pinned.class);
  }

  private static LogRecord awaitReport(Log log) {
    try {
      return log.await(message -> message.contains("'hog'") && message.contains("(pinned)"));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class WaitsOfOurs {
    static {
      try {
        new Suspension<String>("an answer").awaitShielded();
      } catch (Pinned pinned) {
        TRAIL.add(pinned);
      }
    }

    static void touch() {}
  }

  private static final class Withdraws {
    static {
      try {
        new Suspension<String>("an answer").await(() -> TRAIL.add("withdrawn"));
      } catch (Pinned pinned) {
        TRAIL.add("refused");
      }
    }

    static void touch() {}
  }

  private static final class WaitsOfTheJdk {
    static {
      try {
        QUEUE.take();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    static void touch() {}
  }

  /// Sorts two numbers with C's qsort, whose comparison is Java code that waits.
  @SuppressWarnings("restricted")
  private static void sortNatively() {
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle compare =
          MethodHandles.lookup()
              .findStatic(
                  PinnedTest.class,
                  "compare",
                  MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
      MemorySegment comparison =
          linker.upcallStub(
              compare,
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
              arena);
      MethodHandle sort =
          linker.downcallHandle(
              linker.defaultLookup().find("qsort").orElseThrow(),
              FunctionDescriptor.ofVoid(
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS));
      sort.invokeExact(arena.allocateFrom(ValueLayout.JAVA_INT, 2, 1), 2L, 4L, comparison);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  static int compare(MemorySegment left, MemorySegment right) {
    try {
      new Suspension<String>("an answer").awaitShielded();
    } catch (Pinned pinned) {
      TRAIL.add(pinned);
    }
    return 0;
  }
}
