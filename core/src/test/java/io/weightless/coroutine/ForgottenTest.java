package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testing.LoggedFailures;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForgottenTest {
  @Test
  void oneThatNobodyHasAnyMoreIsClosedAndTheLogSaysWhereItWasPaused() throws InterruptedException {
    CountDownLatch unwound = new CountDownLatch(1);
    leave(unwound);
    while (!unwound.await(10, TimeUnit.MILLISECONDS)) {
      System.gc();
    }

    LogRecord logged = LoggedFailures.await().getFirst();
    assertThat(logged.getMessage()).startsWith("coroutine 'left' was forgotten unfinished");
    assertThat(logged.getThrown().getStackTrace()[0].getClassName())
        .isEqualTo(ForgottenTest.class.getName());
  }

  @Test
  void oneThatHasEndedIsForgottenWithoutAWord() throws InterruptedException {
    CountDownLatch unwound = new CountDownLatch(1);
    Coroutine<String, String, @Nullable Void> closed = reader(unwound);
    closed.next();
    closed.close();

    assertThat(unwound.getCount()).isZero();
    assertThat(closed.isDone()).isTrue();
  }

  private static void leave(CountDownLatch unwound) {
    reader(unwound).next();
  }

  private static Coroutine<String, String, @Nullable Void> reader(CountDownLatch unwound) {
    return Coroutine.of(
        "left",
        io -> {
          try {
            io.read();
          } finally {
            unwound.countDown();
          }
          return null;
        });
  }
}
