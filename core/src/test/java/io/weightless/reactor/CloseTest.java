package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.testing.LoggedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CloseTest {
  @AutoClose private final Logged log = Logged.capture();
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void closingAReactorOnWhichNothingRunsSaysNothing() {
    reactor.post(world.marks("ran"));
    reactor.step();

    reactor.close();

    assertThat(log.messages()).isEmpty();
    assertThat(world.backend.closes).isOne();
  }

  @Test
  void whatIsReadyRunsBeforeItIsCancelled() {
    reactor.post(world.marks("posted"));

    reactor.close();

    assertThat(world.trail).containsExactly("posted");
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void closingAgainDoesNothing() {
    reactor.close();
    reactor.close();

    assertThat(world.backend.closes).isOne();
  }

  @Test
  void servicesAreClosedTheLastOneFirstWhenAllTasksHaveEnded() {
    reactor.attach(Runnable.class, () -> {}, world.marks("first service"));
    reactor.attach(Runnable.class, () -> {}, world.marks("second service"));
    reactor.post(world.marks("posted"));

    reactor.close();
    reactor.close();

    assertThat(world.trail).containsExactly("posted", "second service", "first service");
    assertThat(world.backend.closes).isOne();
  }

  @Test
  void aServiceThatFailsToCloseLeavesNothingOpen() {
    reactor.attach(Runnable.class, () -> {}, world.marks("other service"));
    reactor.attach(
        Runnable.class,
        () -> {},
        () -> {
          throw new IllegalStateException("broken");
        });

    reactor.close();

    assertThat(world.trail).containsExactly("other service");
    assertThat(world.backend.closes).isOne();
    assertThat(LoggedFailures.take())
        .singleElement()
        .satisfies(logged -> assertThat(logged.getThrown()).hasMessage("broken"));
  }

  @Test
  void timersAndRepeatingCallbacksDoNotRunAnyMore() {
    reactor.post(() -> {
      reactor.after(Duration.ZERO, world.marks("timer"));
      reactor.everyStep(world.marks("repeating"));
    });
    reactor.step();
    world.trail.clear();

    reactor.close();

    assertThat(world.trail).isEmpty();
  }

  @Test
  void aBackendThatCannotBeClosedIsReportedAndTheReactorIsClosed() {
    Reactor closing = Reactor.open(new Unclosable(), world.clock, new SplittableRandom(1));

    assertThatThrownBy(closing::close).hasRootCauseMessage("device busy");
    closing.close();

    assertThatThrownBy(closing::step).hasMessage("this reactor is closed");
  }

  @Test
  void aReactorCannotBeClosedFromInside() {
    reactor.run(() ->
        assertThatThrownBy(reactor::close)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("a reactor can't be closed from inside; let run return"));
    reactor.post(
        () -> assertThatThrownBy(reactor::close).isInstanceOf(IllegalStateException.class));
    reactor.step();

    assertThat(reactor.step()).as("still open").isFalse();
  }

  @Test
  void aReactorThatAnotherThreadRunsCannotBeClosed() {
    List<Throwable> refused = new ArrayList<>();
    reactor.post(() -> {
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  reactor.close();
                } catch (IllegalStateException e) {
                  refused.add(e);
                }
              });
      join(other);
    });
    reactor.step();

    assertThat(refused).singleElement().asString().contains("already being run");
    assertThat(reactor.step()).as("still open").isFalse();
  }

  @Test
  void aTaskClosesAnotherReactor() {
    World inner = new World();
    inner.start("reader", inner::waitAndMark);

    reactor.run(inner::close);

    assertThat(inner.trail).containsExactly("the reactor was closed", "ended");
    assertThat(log.messages()).singleElement().asString().contains("task 'reader'");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Unclosable implements Backend {
    @Override
    public void attachTo(Reactor reactor) {}

    @Override
    public int poll(long timeoutNanos) {
      return 0;
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() throws IOException {
      throw new IOException("device busy");
    }
  }
}
