package io.weightless.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.channel.Channel;
import io.weightless.channel.Mailbox;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Answer;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Calls from other threads and other reactors.
class ActiveObjectThreadsTest {
  private static final int THREADS = 8;
  private static final int CALLS = 500;

  /// Not safe for threads.
  interface Counter {
    int add(int number);

    void hang();
  }

  private final class Plain implements Counter {
    private int sum;

    @Override
    public int add(int number) {
      sum += number;
      return sum;
    }

    @Override
    public void hang() {
      hangs.complete(true);
      try {
        Channel.rendezvous().receive();
      } finally {
        left.countDown();
      }
    }
  }

  private final CompletableFuture<Boolean> hangs = new CompletableFuture<>();
  private final CountDownLatch left = new CountDownLatch(1);
  private final CompletableFuture<Active> opened = new CompletableFuture<>();
  private final CompletableFuture<Mailbox<String>> stop = new CompletableFuture<>();
  private final Reactor reactor = Reactor.open();
  private final Thread thread = Thread.ofPlatform().name("owner").start(this::own);
  private final Counter counter = opened.join().proxy(Counter.class, new Plain());

  private void own() {
    reactor.run(() ->
        Scope.join(scope -> {
          Mailbox<String> box = Mailbox.buffered(1);
          opened.complete(Active.in(scope, 4));
          stop.complete(box);
          assertThat(box).isEmpty(); // until then
        }));
  }

  @AfterEach
  void end() throws InterruptedException {
    stop.join().close();
    thread.join();
    reactor.close();
  }

  @Test
  void manyThreadsCallWhatIsNotSafeForThem() throws InterruptedException {
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      callers.add(Thread.ofPlatform().start(this::callOften));
    }
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(counter.add(0)).isEqualTo(THREADS * CALLS);
  }

  private void callOften() {
    for (int i = 0; i < CALLS; i++) {
      counter.add(1);
    }
  }

  @Test
  void theCallsOfOneThreadBeginInItsOrder() {
    List<Integer> begun = new ArrayList<>();
    List<CompletableFuture<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      calls.add(opened.join().call("number", () -> begun.add(number)));
    }
    calls.forEach(CompletableFuture::join);

    assertThat(begun).hasSize(100).isSorted();
  }

  @Test
  void aTaskOfAnotherReactorWaitsAndItsReactorGoesOn() throws InterruptedException {
    List<String> trail = new ArrayList<>();
    try (Reactor other = Reactor.open()) {
      other.run(() ->
          Scope.join(scope -> {
            Task<?> caller = scope.start("caller", counter::hang);
            scope.start("other", () -> trail.add("goes on"));
            boolean hanging = Answer.await(this::tellWhenItHangs);
            trail.add("it hangs: " + hanging);
            caller.cancel("enough");
          }));
    }
    left.await();

    assertThat(trail).containsExactly("goes on", "it hangs: true");
  }

  private void tellWhenItHangs(Answer<Boolean> answer) {
    var _ = hangs.whenComplete(answer);
  }

  @Test
  void aThreadThatIsInterruptedWhileItWaitsCancelsItsCall() throws InterruptedException {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                counter.hang();
              } catch (CancellationException e) {
                thrown.complete(Thread.currentThread().isInterrupted() ? e : new Error(e));
              }
            });
    hangs.join();
    caller.interrupt();

    assertThat(thrown.join())
        .isInstanceOf(CancellationException.class)
        .hasMessage("the thread was interrupted while it waited for Counter.hang");
    caller.join();
    left.await();
  }

  @Test
  void afterTheEndOfItsReactorItRefuses() throws InterruptedException {
    stop.join().close();
    thread.join();
    reactor.close();

    assertThatThrownBy(() -> counter.add(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("can't call 'Counter.add': its reactor is closed");
  }

  @Test
  void whoWaitsWhenItsReactorIsClosedIsToldSo() throws InterruptedException {
    stop.join().close();
    thread.join();
    CompletableFuture<Integer> unheard = opened.join().call("late", () -> 1);
    reactor.close();

    assertThatThrownBy(unheard::join).hasMessageContaining("can't start 'late'");
  }
}
