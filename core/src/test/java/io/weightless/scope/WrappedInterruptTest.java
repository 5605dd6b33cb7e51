package io.weightless.scope;

import static io.weightless.scope.Stage.sleep;
import static io.weightless.scope.Stage.thrownBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a library makes of an interrupt: an exception of its own, with the JDK's as its cause.
@FastEngine
class WrappedInterruptTest {
  @AutoClose private final Stage stage = new Stage();

  @Test
  void anInterruptedExceptionThatALibraryWrapsIsTheCancellation() {
    cancelled(() -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("gave up", e);
      }
    });

    assertThat(stage.trail).containsExactly(Task.State.CANCELLED);
  }

  @Test
  void aClosedSocketThatALibraryWrapsIsTheCancellation() throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      cancelled(() -> {
        try {
          socket.receive(new DatagramPacket(new byte[1], 1));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }

    assertThat(stage.trail).containsExactly(Task.State.CANCELLED);
  }

  private void cancelled(Runnable wait) {
    stage.run(() ->
        Scope.run(scope -> {
          Task<?> task = scope.start("waits", wait::run);
          sleep(1);
          task.cancel("enough");
          thrownBy(task::await);
          stage.mark(task.state());
          return null;
        }));
  }
}
