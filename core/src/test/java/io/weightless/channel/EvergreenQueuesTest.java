package io.weightless.channel;

import static io.weightless.scene.Scene.seconds;
import static io.weightless.scene.Scene.settle;
import static io.weightless.scene.Scene.sleep;
import static io.weightless.scene.Scene.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.scene.Scene;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.Comparator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What Evergreen's queues and channels do, with ours.
class EvergreenQueuesTest {
  @AutoClose private final Scene scene = new Scene();

  /// Queue: put waits while it is full, get while it is empty.
  @Test
  void aQueueIsABufferedChannel() {
    scene.run(scope -> {
      Channel<Integer> queue = Channel.buffered(1);
      scope.start(
          "producer",
          () -> {
            for (int i = 0; i < 3; i++) {
              queue.send(i);
              scene.markAt("put " + i);
            }
          });
      for (int i = 0; i < 3; i++) {
        sleep(1);
        scene.markAt("got " + queue.receive());
      }
      return null;
    });

    assertThat(scene.trail)
        .containsExactly("put 0@0", "got 0@1", "put 1@1", "got 1@2", "put 2@2", "got 2@3");
  }

  /// put_nowait, get_nowait; qsize, empty, full.
  @Test
  void withoutAWaitOneIsToldThatItIsFullOrEmpty() {
    scene.run(_ -> {
      Channel<Integer> queue = Channel.buffered(1);
      scene.mark(queue.tryReceive());
      scene.mark(queue.trySend(1));
      scene.mark(queue.trySend(2));
      scene.mark(queue.statistics().buffered());
      scene.mark(queue.tryReceive());
      return null;
    });

    assertThat(scene.trail).containsExactly(null, true, false, 1, 1);
  }

  /// LifoQueue and PriorityQueue.
  @Test
  void thereIsAStackAndAnOrderOfPriorities() {
    scene.run(_ -> {
      Channel<Integer> stack = Channel.stacked(3);
      Channel<Integer> ordered = Channel.prioritised(3, Comparator.naturalOrder());
      for (int i : new int[] {2, 1, 3}) {
        stack.send(i);
        ordered.send(i);
      }
      stack.close();
      ordered.close();
      stack.forEach(scene::mark);
      ordered.forEach(scene::mark);
      return null;
    });

    assertThat(scene.trail).containsExactly(3, 1, 2, 1, 2, 3);
  }

  /// Trap: a timed get looked once after its wait, and could say that it was empty too early.
  @Test
  void aGetWithATimeoutHasAllItsTimeHoweverManyWant() {
    scene.run(scope -> {
      Channel<String> queue = Channel.buffered(1);
      for (String name : new String[] {"a", "b"}) {
        scope.start(
            name,
            () -> {
              try {
                scene.markAt(
                    name
                        + Scope.<String, RuntimeException>run(
                            Deadline.after(seconds(3)), _ -> queue.receive()));
              } catch (DeadlineExceeded e) {
                scene.markAt(name + " timed out");
              }
            });
      }
      sleep(1);
      queue.send(" got it");
      return null;
    });

    assertThat(scene.trail).containsExactly("a got it@1", "b timed out@3");
  }

  /// task_done and join: the workers' scope says when all is done.
  @Test
  void allIsDoneWhenTheWorkersOfAClosedQueueHaveEnded() {
    scene.run(_ -> {
      Channel<Integer> queue = Channel.buffered(8);
      Scope.run(workers -> {
        for (int i = 0; i < 2; i++) {
          workers.start(
              "worker",
              () ->
                  queue.forEach(job -> {
                    sleep(job);
                    scene.markAt("done " + job);
                  }));
        }
        for (int job : new int[] {2, 1, 3}) {
          queue.send(job);
        }
        queue.close();
        return null;
      });
      scene.markAt("all");
      return null;
    });

    assertThat(scene.trail).containsExactly("done 1@1", "done 2@2", "done 3@4", "all@4");
  }

  /// Channel: test_simple.
  @Test
  void whatOneTaskSendsAnotherReceives() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      scope.start("sender", () -> channel.send(42));
      scene.mark(channel.receive());
      return null;
    });

    assertThat(scene.trail).containsExactly(42);
  }

  /// test_exception: it is raised where it is received; and all later ones fail too.
  @Test
  void anExceptionIsThrownAtTheReceiver() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      scope.start("receiver", () -> scene.mark(thrownBy(channel::receive).getCause().getMessage()));
      settle();
      channel.fail(new IOException("sent to you"));
      return null;
    });

    assertThat(scene.trail).containsExactly("sent to you");
  }

  /// test_iter, the one of the two that did run and the one that did not.
  @Test
  void anIterationEndsByAClose() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      scope.start(
          "sender",
          () -> {
            for (int i = 0; i < 4; i++) {
              channel.send(i);
            }
            channel.close();
          });
      channel.forEach(scene::mark);
      return null;
    });

    assertThat(scene.trail).containsExactly(0, 1, 2, 3);
  }

  /// test_multiple_waiters.
  @Test
  void twoReceiversGetTwoValues() {
    scene.run(scope -> {
      Channel<Integer> channel = Channel.rendezvous();
      Task<Integer> one = scope.start("one", channel::receive);
      Task<Integer> two = scope.start("two", channel::receive);
      channel.send(1);
      channel.send(2);
      scene.mark(one.await() + 10 * two.await());
      return null;
    });

    assertThat(scene.trail).containsExactly(21);
  }
}
