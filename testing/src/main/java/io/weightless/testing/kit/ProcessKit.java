package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.assertWaits;
import static io.weightless.testing.kit.Talk.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.ClosedException;
import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import io.weightless.net.process.Command;
import io.weightless.net.process.Completed;
import io.weightless.net.process.Exit;
import io.weightless.net.process.Process;
import io.weightless.net.process.ProcessException;
import io.weightless.net.process.Processes;
import io.weightless.net.process.Redirect;
import io.weightless.net.signal.Signal;
import io.weightless.reactor.Reactor;
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
public interface ProcessKit extends Programs {
  private static Processes processes() {
    return Reactor.current().service(Processes.class);
  }

  private static Process start(Command command) throws IOException {
    return processes().start(command);
  }

  private static String readAll(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(UTF_8.decode(part));
    }
    return all.toString();
  }

  @Test
  default void whatIsWrittenToItIsItsInputAndItsOutputIsWhatIsRead() throws IOException {
    run(_ -> {
      try (Process process = start(copies())) {
        process.stream().write(bytes("there "), bytes("and back"));
        process.stream().closeOutput();

        assertEquals("there and back", readAll(process.stream()));
        assertEquals(14, process.stream().written());
        assertTrue(process.await().isSuccess());
      }
    });
  }

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
  default void itsErrorsAreAStreamOfTheirOwn() throws IOException {
    run(_ -> {
      try (Process process = start(complains("bad", "good"))) {
        assertEquals("bad", readAll(process.errors()));
        assertEquals("good", readAll(process.stream()));
      }
    });
  }

  @Test
  default void errorsThatAreMergedGoWhereTheOutputGoes() throws IOException {
    run(_ -> {
      try (Process process = start(complains("bad ", "good").errors(Redirect.MERGE))) {
        assertEquals("bad good", readAll(process.stream()));
        assertThrows(IllegalStateException.class, () -> process.errors().read());
      }
    });
  }

  @Test
  default void whatItHasWrittenIsReadAlsoWhenItHasEnded() throws IOException {
    run(_ -> {
      try (Process process = start(complains("", "last words"))) {
        process.await();
        assertEquals("last words", readAll(process.stream()));
      }
    });
  }

  @Test
  default void aDirectionThatIsNotPipedIsRefused() throws IOException {
    run(_ -> {
      Command silent = returns(0).input(Redirect.NONE).output(Redirect.NONE).errors(Redirect.NONE);
      try (Process process = start(silent)) {
        assertThrows(IllegalStateException.class, () -> process.stream().read());
        assertThrows(IllegalStateException.class, () -> process.stream().write(bytes("x")));
        assertThrows(IllegalStateException.class, () -> process.errors().write(bytes("x")));
        assertTrue(process.await().isSuccess());
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
  default void aReadThatIsCancelledLosesNothing() throws IOException {
    run(_ -> {
      try (Process process = start(copies())) {
        assertWaits(() -> process.stream().read());
        process.stream().write(bytes("not lost"));
        process.stream().closeOutput();
        assertEquals("not lost", readAll(process.stream()));
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
  default void aWriterWaitsForOneThatDoesNotRead() throws IOException {
    run(_ -> {
      int much = 4 * 1024 * 1024;
      try (Process process = start(idles())) {
        assertWaits(() -> {
          process.stream().write(ByteBuffer.allocate(much));
          return "written";
        });
        assertTrue(process.stream().written() < much);
      }
    });
  }

  @Test
  default void oneThatWritesWaitsForItsReader() throws IOException {
    run(_ -> {
      int much = 1024 * 1024;
      try (Process process = start(writes(much))) {
        assertWaits(process::await);
        int count = 0;
        for (ByteBuffer part = process.stream().read(); part.hasRemaining(); ) {
          count += part.remaining();
          part = process.stream().read();
        }
        assertEquals(much, count);
        assertTrue(process.await().isSuccess());
      }
    });
  }

  @Test
  default void whoWritesToOneThatHasEndedIsTold() throws IOException {
    run(_ -> {
      try (Process process = start(returns(0))) {
        process.await();
        assertClosedByPeer(() -> process.stream().write(bytes("too late")));
      }
    });
  }

  @Test
  default void whoWaitsInAWriteIsToldWhenItEnds() throws IOException {
    run(scope -> {
      try (Process process = start(idles())) {
        Task<?> writer =
            scope.start(
                "writer",
                () ->
                    assertClosedByPeer(
                        () -> process.stream().write(ByteBuffer.allocate(1024 * 1024))));
        Task.yield();
        process.kill();
        writer.await();
      }
    });
  }

  private static void assertClosedByPeer(Talk.Act act) {
    NetworkException told = assertThrows(NetworkException.class, act::run);
    assertEquals(NetworkException.Reason.CLOSED_BY_PEER, told.reason());
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
