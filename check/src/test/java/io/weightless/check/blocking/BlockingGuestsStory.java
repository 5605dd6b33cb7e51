package io.weightless.check.blocking;

import static io.weightless.check.blocking.OneReactor.untilBlocked;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.TaskInfo;
import io.weightless.scope.Task;
import io.weightless.testing.Trail;
import io.weightless.testkit.FastEngine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Virtual threads that code starts inside a task, as a library does that knows of no reactor.
@FastEngine
@Timeout(60)
final class BlockingGuestsStory {
  private final ThreadFactory workers = Thread.ofVirtual().name("worker ", 1).factory();
  private final Trail trail = new Trail();
  private final LinkedBlockingQueue<String> letters = new LinkedBlockingQueue<>();

  @Test
  void theThreadsOfAnExecutorThatATaskUsesAreItsGuestsAndEndWithIt() throws Exception {
    OneReactor.run(scope -> {
      scope.start("all", this::takeTwoLetters);
      untilBlocked("all");
      Task.yield(); // they are listed from their first turn on
      untilBlocked("worker 1");
      untilBlocked("worker 2");
      guests().forEach(guest -> trail.add(guest.toString().replaceFirst(" *(.*), .* s, .*", "$1")));
      letters.put("a");
      letters.put("b");
    });

    trail.assertIs(
        "guest thread 'worker 1'", "guest thread 'worker 2'", "[a, b]", "0 guests are left");
  }

  private void takeTwoLetters() throws InterruptedException {
    try (ExecutorService executor = Executors.newThreadPerTaskExecutor(workers)) {
      List<Callable<String>> calls = List.of(letters::take, letters::take);
      trail.add(executor.invokeAll(calls).stream().map(Future::resultNow).sorted().toList());
    }
    trail.add(guests().size() + " guests are left");
  }

  /// As tasks are: what one does between two waits no other sees half done.
  @Test
  void guestsNeedNoLockAmongThemselves() throws Exception {
    int[] count = {0};
    OneReactor.run(_ -> {
      try (ExecutorService executor = Executors.newThreadPerTaskExecutor(workers)) {
        for (int i = 0; i < 4; i++) {
          executor.execute(() -> countTo(count, 250_000));
        }
      }
    });

    assertThat(count[0]).isEqualTo(1_000_000);
  }

  private static void countTo(int[] count, int times) {
    for (int i = 0; i < times; i++) {
      count[0]++;
    }
  }

  private static List<TaskInfo> guests() {
    return Reactor.current().tasks().stream()
        .filter(task -> task.kind() == TaskInfo.Kind.GUEST)
        .toList();
  }
}
