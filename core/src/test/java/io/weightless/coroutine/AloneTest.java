package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Outside of reactors.
@Timeout(60)
class AloneTest {
  @Test
  void aThreadThatItsProgramStartedGoesOnBetweenTwoSteps() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    try (Coroutine<String, String, @Nullable Void> starter =
        Coroutine.of(io -> {
          Thread.startVirtualThread(() -> {
            Thread.yield();
            done.countDown();
          });
          io.write("started");
          return null;
        })) {
      starter.next();
      done.await();
    }
  }

  @Test
  void aThreadThatItsProgramStartedAndIsBusyDoesNotHoldTheStepUp() {
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    try (Coroutine<String, String, @Nullable Void> starter =
        Coroutine.of(io -> {
          Thread.startVirtualThread(() -> {
            begun.countDown();
            while (!enough.get()) {
              Thread.yield();
            }
          });
          begun.await();
          io.write("started");
          return null;
        })) {
      assertThat(starter.next()).isEqualTo(new Step.Output<>("started"));
      enough.set(true);
    }
  }

  @Test
  void anInterruptOfItsDriverIsThatOfItsProgram() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread driver =
        Thread.ofPlatform()
            .start(() -> {
              try (Coroutine<String, String, @Nullable Void> waiter =
                  Coroutine.of(_ -> {
                    inside.countDown();
                    new CountDownLatch(1).await();
                    return null;
                  })) {
                Throwable thrown = catchThrowable(waiter::next);
                interrupted.set(thrown.getCause() instanceof InterruptedException);
              }
            });
    inside.await();
    driver.interrupt();
    driver.join();

    assertThat(interrupted).isTrue();
  }

  @Test
  void drivenByATaskAfterwardsItsWaitsDoNotHoldThatReactor() {
    CountDownLatch told = new CountDownLatch(1);
    try (Coroutine<String, String, String> waiter =
            Coroutine.of(io -> {
              String input = io.next();
              told.await();
              return input;
            });
        Reactor reactor = Reactor.open()) {
      waiter.next();
      reactor.run(() ->
          Scope.join(scope -> {
            Task<Step<String, String, String>> driver =
                scope.start("driver", () -> waiter.send("on"));
            scope.start("teller", told::countDown);
            assertThat(driver.await()).isInstanceOf(Step.Done.class);
          }));
    }
  }

  @Test
  void aTaskThatIsCancelledWhileItDrivesOneEndsItsWait() {
    CountDownLatch inside = new CountDownLatch(1);
    try (Coroutine<String, String, @Nullable Void> waiter =
            Coroutine.of(io -> {
              io.read();
              inside.countDown();
              new CountDownLatch(1).await();
              return null;
            });
        Reactor reactor = Reactor.open()) {
      waiter.next();
      reactor.run(() ->
          Scope.join(scope -> {
            Task<Step<String, String, @Nullable Void>> driver =
                scope.start("driver", () -> waiter.send("on"));
            while (inside.getCount() > 0) {
              Task.yield();
            }
            driver.cancel("enough");
          }));
      assertThat(waiter.isDone()).isTrue();
    }
  }
}
