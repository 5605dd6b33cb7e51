package io.weightless.testing.kit;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Signals that hit the thread of a loop end its system calls early (`EINTR`), and nothing else.
@EnabledOnOs(OS.LINUX)
final class SignalsTest {
  /// The JVM has a handler for it, which does nothing unless the JVM itself has sent it.
  private static final int SIGUSR2 = 12;

  private static final int SIGNALS = 2_000;
  private static final byte[] PIECE = Talk.noise(64 * 1024 - 1);
  private static final MethodHandle GETTID = call("gettid", FunctionDescriptor.of(JAVA_INT));
  private static final MethodHandle TGKILL =
      call("tgkill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

  @SuppressWarnings("restricted")
  private static MethodHandle call(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }

  private static int thisThread() {
    try {
      return (int) GETTID.invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private static void signal(int thread) {
    try {
      int process = (int) ProcessHandle.current().pid();
      assertThat((int) TGKILL.invokeExact(process, thread, SIGUSR2)).isZero();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// Each when the last one has done its work, or may have: the loop is in its wait most often.
  @ParameterizedTest
  @MethodSource("io.weightless.testing.kit.Ground#real")
  void aLoopThatWaitsWaitsOnAndTakesWhatIsPosted(Ground ground) throws Exception {
    AtomicInteger ran = new AtomicInteger();
    try (Reactor reactor =
        Reactor.open(ground.openBackend(), Clock.system(), new SplittableRandom(1))) {
      int loop = thisThread();
      reactor.run(() ->
          Scope.<String, IOException>run(scope -> {
            Task<?> sleeper = scope.start("sleeper", () -> Task.sleep(Duration.ofDays(1)));
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; i < SIGNALS; i++) {
                    signal(loop);
                    reactor.post(ran::incrementAndGet);
                  }
                  reactor.post(() -> sleeper.cancel("enough"));
                });
            Talk.failureOf(sleeper::await);
            return "over";
          }));
    }

    assertThat(ran).hasValue(SIGNALS);
  }

  @ParameterizedTest
  @MethodSource("io.weightless.testing.kit.Ground#real")
  void bytesThatFlowMeanwhileArriveAsTheyAre(Ground ground) throws Exception {
    AtomicInteger hits = new AtomicInteger();
    try (Reactor reactor =
        Reactor.open(ground.openBackend(), Clock.system(), new SplittableRandom(1))) {
      int loop = thisThread();
      boolean[] over = new boolean[1];
      Thread shooter = Thread.ofPlatform().unstarted(() -> shootUntil(over, loop, hits));
      shooter.start();
      try {
        reactor.run(() ->
            Scope.<String, IOException>run(scope -> {
              try (Pair pair = Ground.connect()) {
                Task<?> writer = scope.start("writer", () -> writeUnderFire(pair.near(), hits));
                long arrived = readPieces(pair.far());
                writer.await();
                assertThat(arrived).isPositive().isEqualTo(pair.near().written());
              }
              return "over";
            }));
      } finally {
        synchronized (over) {
          over[0] = true;
        }
        shooter.join();
      }
    }
  }

  /// Until so many have hit meanwhile.
  private static void writeUnderFire(Stream stream, AtomicInteger hits) throws IOException {
    int before = hits.get();
    while (hits.get() - before < SIGNALS) {
      stream.write(ByteBuffer.wrap(PIECE));
    }
    stream.closeOutput();
  }

  /// @return how many bytes came
  private static long readPieces(Stream stream) throws IOException {
    ByteBuffer expected = ByteBuffer.wrap(PIECE);
    long count = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      count += part.remaining();
      while (part.hasRemaining()) {
        if (!expected.hasRemaining()) {
          expected.rewind();
        }
        int common = Math.min(part.remaining(), expected.remaining());
        ByteBuffer next = part.slice(part.position(), common);
        assertThat(next).isEqualTo(expected.slice(expected.position(), common));
        part.position(part.position() + common);
        expected.position(expected.position() + common);
      }
    }
    return count;
  }

  private static void shootUntil(boolean[] over, int loop, AtomicInteger hits) {
    while (true) {
      synchronized (over) {
        if (over[0]) {
          return;
        }
        signal(loop);
        hits.incrementAndGet();
      }
    }
  }
}
