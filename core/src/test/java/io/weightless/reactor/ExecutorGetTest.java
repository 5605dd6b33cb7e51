package io.weightless.reactor;

import static io.weightless.reactor.ExecutorWorld.thrownBy;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a future of an executor promises of get: to tasks, to callbacks, to other threads.
class ExecutorGetTest {
  @AutoClose private final ExecutorWorld world = new ExecutorWorld();
  private final ReactorExecutor executor = world.executor;

  @Test
  void aTaskThatGetsAFutureOfItsOwnReactorWaitsAndTheOthersGoOn() {
    world.run(() -> {
      Future<String> future =
          executor.submit(() -> {
            Task.sleep(Duration.ofSeconds(3));
            return "value";
          });
      executor.execute(world.marksAt("other"));
      world.markAt(future.get());
    });

    assertThat(world.trail).containsExactly("other@0", "value@3");
  }

  @Test
  void inATaskTheTimeoutOfGetIsOfTheReactorsTime() {
    world.run(() -> {
      Future<String> future =
          executor.submit(() -> {
            Task.sleep(Duration.ofDays(1));
            return "value";
          });
      assertThat(thrownBy(() -> future.get(3600, SECONDS))).isInstanceOf(TimeoutException.class);
      world.markAt("hour");
      assertThat(thrownBy(() -> future.get(0, SECONDS))).isInstanceOf(TimeoutException.class);
      assertThat(future.get(2, TimeUnit.DAYS)).isEqualTo("value");
      world.markAt("day");
    });

    assertThat(world.trail).containsExactly("hour@3600", "day@86400");
  }

  @Test
  void aTaskOfAnotherReactorGetsItToo() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    Future<String> future = executor.submit(() -> "value");
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              try (Reactor reactor = Reactor.open()) {
                reactor.<Exception>run(() -> world.mark(future.get()));
              } catch (Exception e) {
                world.mark(e);
              }
              over.countDown();
            });
    world.settle();
    over.await();
    other.join();

    assertThat(world.trail).containsExactly("value");
  }

  @Test
  void anotherThreadGetsIt() {
    assertThat(world.elsewhere(() -> executor.submit(() -> "value").get())).isEqualTo("value");
    assertThat(world.elsewhere(() -> executor.submit(() -> "value").get(1, SECONDS)))
        .isEqualTo("value");
  }

  @Test
  void aCallbackCanGetOnlyWhatIsDone() {
    ReactorFuture<String> done = executor.submit(() -> "value");
    world.settle();
    ReactorFuture<String> pending = executor.future();
    world.reactor.post(() -> {
      world.mark(done.join());
      world.mark(thrownBy(pending::get).getMessage());
      world.mark(thrownBy(pending::join).getMessage());
      world.mark(thrownBy(() -> pending.get(1, SECONDS)).getMessage());
    });
    world.settle();

    String refused =
        "a callback of a reactor can't wait for a future, it would hold the loop: start a task";
    assertThat(world.trail).containsExactly("value", refused, refused, refused);
  }

  @Test
  void tasksThatGetEachOthersFutureAreADeadlock() {
    assertThat(
            thrownBy(() ->
                world.run(() -> {
                  List<Future<?>> both = new ArrayList<>();
                  both.add(executor.submit(() -> both.get(1).get()));
                  both.add(executor.submit(() -> both.get(0).get()));
                  both.get(0).get();
                })))
        .isInstanceOf(Deadlock.class)
        .hasMessageContaining("waits for Job[" + ExecutorGetTest.class.getName());
  }
}
