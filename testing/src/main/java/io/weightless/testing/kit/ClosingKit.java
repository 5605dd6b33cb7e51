package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.assertBroken;
import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.failureOf;
import static io.weightless.testing.kit.Talk.failureWhen;
import static io.weightless.testing.kit.Talk.readText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weightless.net.ClosedException;
import io.weightless.net.Stream;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What `Stream` promises of its end, whichever side makes it.
public interface ClosingKit extends Connections {
  @Test
  default void closeEndsAWaitingRead() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        assertInstanceOf(
            ClosedException.class,
            failureWhen(scope, () -> pair.near().read(), () -> pair.near().close()));
      }
    });
  }

  @Test
  default void closeEndsAWaitingWrite() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        assertInstanceOf(
            ClosedException.class,
            failureWhen(scope, () -> Talk.fill(pair.near()), () -> pair.near().close()));
      }
    });
  }

  @Test
  default void resetEndsAWaitingReadAndAWaitingWriteOfItsOwnSide() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        Task<@Nullable Throwable> writer =
            scope.start("writer", () -> failureOf(() -> Talk.fill(pair.near())));
        assertInstanceOf(
            ClosedException.class,
            failureWhen(scope, () -> pair.near().read(), () -> pair.near().reset()));
        assertInstanceOf(ClosedException.class, writer.await());
      }
    });
  }

  @Test
  default void toCloseTheOutputEndsAWaitingWriteAndLeavesTheInput() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        assertInstanceOf(
            ClosedException.class,
            failureWhen(scope, () -> Talk.fill(pair.near()), () -> pair.near().closeOutput()));
        pair.far().write(bytes("yes?"));
        assertEquals("yes?", readText(pair.near(), 4));
      }
    });
  }

  @Test
  default void nothingCanBeDoneWithAClosedStream() throws IOException {
    run(_ -> {
      Pair pair = connect();
      pair.close();
      for (Talk.Act act :
          List.<Talk.Act>of(
              pair.near()::read,
              () -> pair.near().write(bytes("x")),
              () -> pair.near().transferTo(_ -> {}),
              pair.near()::closeOutput)) {
        assertInstanceOf(ClosedException.class, failureOf(act));
      }
    });
  }

  @Test
  default void toCloseAgainIsFine() throws IOException {
    run(_ -> {
      Pair pair = connect();
      pair.close();
      pair.close();
      pair.near().reset();
      pair.near().release();
    });
  }

  @Test
  default void whatWasWrittenBeforeTheCloseStillArrives() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().write(bytes("last words"));
        pair.near().close();

        assertEquals("last words", Talk.readAllText(pair.far()));
      }
    });
  }

  @Test
  default void toCloseWithInputThatNobodyHasReadIsAFailureForThePeer() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().write(bytes("unread"));
        Talk.untilAllWait();
        pair.near().close();
        Talk.untilAllWait();

        assertBroken(pair.far(), failureOf(() -> readAndFill(pair.far())));
      }
    });
  }

  /// Some systems tell the end first, so that only a write fails.
  private static void readAndFill(Stream stream) throws IOException {
    Talk.readAll(stream);
    Talk.fill(stream);
  }

  @Test
  default void aWaitingWriterSeesTheResetOfItsPeer() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        assertBroken(
            pair.near(),
            failureWhen(scope, () -> Talk.fill(pair.near()), () -> pair.far().reset()));
      }
    });
  }

  @Test
  default void aWriteToAPeerThatIsGoneFailsAndNamesIt() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().close();
        Talk.untilAllWait();

        assertBroken(pair.near(), failureOf(() -> Talk.fill(pair.near())));
      }
    });
  }
}
