package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.assertBroken;
import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.failureOf;
import static io.weightless.testing.kit.Talk.failureWhen;
import static io.weightless.testing.kit.Talk.readText;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// That the reader of a `Stream` tells a [reset][io.weightless.net.Stream#reset] from an end. The
/// system's Unix sockets do not.
public interface ResettingKit extends Connections {
  @Test
  default void thePeerSeesAResetAsAFailureThatNamesIt() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().write(bytes("half a mess"));
        readText(pair.far(), 11);
        pair.near().reset();

        assertBroken(pair.far(), failureOf(() -> pair.far().read()));
      }
    });
  }

  @Test
  default void aResetBehindBytesIsNoEndOfThem() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.near().write(bytes("half a mess"));
        Talk.untilAllWait();
        pair.near().reset();
        Talk.untilAllWait();

        assertBroken(pair.far(), failureOf(() -> Talk.readAll(pair.far())));
      }
    });
  }

  @Test
  default void aWaitingReaderSeesTheResetOfItsPeer() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        assertBroken(
            pair.near(), failureWhen(scope, () -> pair.near().read(), () -> pair.far().reset()));
      }
    });
  }
}
