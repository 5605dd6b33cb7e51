package io.weightless.testing.kit;

import static io.weightless.testing.kit.ProcessTalk.readAll;
import static io.weightless.testing.kit.ProcessTalk.start;
import static io.weightless.testing.kit.Talk.assertWaits;
import static io.weightless.testing.kit.Talk.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.NetworkException;
import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.Redirect;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// What the streams of a process promise: one test for each sentence that is not said of all
/// streams. The processes are the service of [Reactors#openReactor].
public interface ProcessStreamKit extends Programs {
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
}
