package io.weightless.testing.kit;

import static io.weightless.testing.kit.ProcessTalk.processes;
import static io.weightless.testing.kit.ProcessTalk.readAll;
import static io.weightless.testing.kit.ProcessTalk.start;
import static io.weightless.testing.kit.Talk.assertWaits;
import static io.weightless.testing.kit.Talk.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.ClosedException;
import io.weightless.net.process.Completed;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Process;
import io.weightless.net.process.ProcessException;
import io.weightless.net.signal.Signal;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What `Processes` promise: one test for each sentence of their contract, that can be kept with
/// and without a system. They are the service of [Reactors#openReactor].
public interface ProcessKit extends ProcessStreamKit {
  @Test
  default void itsStatusIsWhatItHasReturned() throws IOException {
    run(_ -> {
      for (int status : new int[] {0, 1, 255}) {
        try (Process process = start(returns(status))) {
          assertEquals(Exit.of(status), process.await());
          assertEquals(Exit.of(status), process.exit());
        }
      }
    });
  }

  @Test
  default void aSignalThatEndsItIsItsStatus() throws IOException {
    run(_ -> {
      try (Process killed = start(idles());
          Process asked = start(idles())) {
        killed.kill();
        asked.signal(Signal.TERM);
        assertEquals(Exit.SIGNAL + 9, killed.await().status());
        assertEquals(Exit.SIGNAL + 15, asked.await().status());
        asked.signal(Signal.TERM);
      }
    });
  }

  @Test
  default void itsCloseEndsItAndItsStreams() throws IOException {
    run(_ -> {
      Process process = start(idles());
      assertNull(process.exit());
      process.close();

      Exit exit = process.exit();
      assertFalse(exit == null || exit.isSuccess());
      assertEquals(exit, process.await());
      assertThrows(ClosedException.class, () -> process.stream().read());
      assertThrows(ClosedException.class, () -> process.errors().read());
      process.close();
    });
  }

  @Test
  default void aCloseWaitsForTheEndAlsoWhenItIsCancelled() throws IOException {
    run(scope -> {
      Process process = start(idles());
      Task<?> owner =
          scope.start(
              "owner",
              () -> {
                try (process) {
                  process.await();
                }
              });
      Task.yield();
      owner.cancel("enough");
      assertNotEquals(Exit.of(0), process.await());
    });
  }

  @Test
  default void anAwaitThatIsCancelledLeavesItAsItIs() throws IOException {
    run(_ -> {
      try (Process process = start(copies())) {
        assertWaits(process::await);
        process.stream().write(bytes("still there"));
        process.stream().closeOutput();
        assertEquals("still there", readAll(process.stream()));
        assertTrue(process.await().isSuccess());
      }
    });
  }

  @Test
  default void manyTasksMayWaitForItsEnd() throws IOException {
    run(scope -> {
      try (Process process = start(copies())) {
        Task<Exit> one = scope.start("one", process::await);
        Task<Exit> other = scope.start("other", process::await);
        Task.yield();
        process.stream().closeOutput();
        assertEquals(one.await(), other.await());
      }
    });
  }

  @Test
  default void aCommandIsRunToItsEnd() throws IOException {
    run(_ -> {
      Completed completed = processes().run(complains("bad", "good"));
      assertEquals("good", completed.text());
      assertEquals("bad", completed.errorText());
      assertEquals(completed, completed.checkSuccess());
    });
  }

  @Test
  default void oneThatFailsIsToldInOneLineByWhoChecks() throws IOException {
    run(_ -> {
      Completed completed = processes().run(returns(3));
      assertEquals(3, completed.exit().status());
      ProcessException failed = assertThrows(ProcessException.class, completed::checkSuccess);
      assertEquals(ProcessException.Reason.FAILED, failed.reason());
      assertEquals(returns(3).program() + ": exit status 3", failed.getMessage());
    });
  }

  @Test
  default void whatItReadsMayBeMoreThanAPipeHolds() throws IOException {
    run(_ -> {
      String much = "all work and no play ".repeat(20_000);
      Completed completed = processes().run(copies(), much.length(), bytes(much));
      assertEquals(much, completed.text());
    });
  }

  @Test
  default void oneThatDoesNotReadItsInputIsRunAllTheSame() throws IOException {
    run(_ -> {
      ByteBuffer input = ByteBuffer.allocate(1024 * 1024);
      assertEquals(7, processes().run(returns(7), 10, input).exit().status());
    });
  }

  @Test
  default void asMuchOutputAsIsWantedIsTakenAndOneByteMoreIsRefused() throws IOException {
    run(_ -> {
      ByteBuffer nothing = ByteBuffer.allocate(0);
      assertEquals(100, processes().run(writes(100), 100, nothing).output().remaining());
      ProcessException refused =
          assertThrows(ProcessException.class, () -> processes().run(writes(101), 100, nothing));
      assertEquals(ProcessException.Reason.OUTPUT_TOO_LONG, refused.reason());
    });
  }

  @Test
  default void aDeadlineEndsIt() throws IOException {
    run(_ ->
        assertThrows(
            DeadlineExceeded.class,
            () -> Scope.run(Deadline.after(Duration.ofSeconds(1)), _ -> processes().run(idles()))));
  }

  @Test
  default void aProgramThatNobodyHasIsRefusedInOneLine() throws IOException {
    run(_ -> {
      ProcessException refused = assertThrows(ProcessException.class, () -> start(isMissing()));
      assertEquals(ProcessException.Reason.NO_SUCH_PROGRAM, refused.reason());
      assertEquals(
          "start a-program-that-nobody-has: there is no such program", refused.getMessage());
    });
  }
}
