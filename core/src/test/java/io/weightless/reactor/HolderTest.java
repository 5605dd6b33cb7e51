package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.engine.internal.Suspension;
import io.weightless.testkit.FastEngine;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HolderTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch enough = new CountDownLatch(1);
  @AutoClose private final Logged log = Logged.everything();
  @AutoClose private final World world = new World();
  private final Reactor reactor = world.reactor;

  @Test
  void nobodyHoldsALoopThatNobodyRuns() {
    reactor.post(() -> {});

    assertThat(Hold.now(reactor)).isNull();
  }

  @Test
  void nobodyHoldsItWhenATurnIsOver() {
    reactor.run(() -> {});
    reactor.post(() -> {});
    reactor.step();

    assertThat(Hold.now(reactor)).isNull();
  }

  @Test
  void aTaskIsNamedWithItsStackFromAnotherThread() throws Exception {
    Hold holder = seenWhile(() -> reactor.run(this::hold));

    assertThat(holder.who()).isEqualTo("task 'main'");
    assertThat(holder.stack()).extracting("methodName").contains("hold");
  }

  @Test
  void aCallbackIsNamedByItsClass() throws Exception {
    reactor.post(this::hold);

    Hold holder = seenWhile(reactor::step);

    assertThat(holder.who()).startsWith("posted work " + getClass().getName() + "$$Lambda");
    assertThat(holder.stack()).extracting("methodName").contains("hold");
  }

  @Test
  @FastEngine
  void aThreadThatATaskStartedIsNamed() throws Exception {
    Hold holder =
        seenWhile(() ->
            reactor.run(() -> {
              Thread.ofVirtual().name("guest").start(this::hold);
              Suspension.yield();
            }));

    assertThat(holder.who()).isEqualTo("thread 'guest' of task 'main'");
    assertThat(holder.stack()).extracting("methodName").contains("hold");
  }

  @Test
  @Tag("slow")
  void howLongItLastsIsKnownWhenTheWatchdogHasNoticedIt() throws Exception {
    Thread held = Thread.ofPlatform().start(() -> reactor.run(this::hold));
    begun.await();
    while (log.records.isEmpty()) {
      Thread.onSpinWait();
    }
    Hold holder = Objects.requireNonNull(Hold.now(reactor));
    enough.countDown();
    held.join();

    assertThat(holder.atLeast()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    assertThat(log.messages())
        .containsExactly("task 'main' does not give its reactor back since 250 ms or longer");
  }

  /// The holder while `work` holds the loop on another thread.
  private Hold seenWhile(Runnable work) throws InterruptedException {
    Thread held = Thread.ofPlatform().start(work);
    begun.await();
    Hold holder = Hold.now(reactor);
    enough.countDown();
    held.join();
    return Objects.requireNonNull(holder);
  }

  private void hold() {
    begun.countDown();
    while (enough.getCount() > 0) {
      Thread.onSpinWait();
    }
  }
}
