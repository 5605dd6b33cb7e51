package io.weightless.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.scope.TaskFailed;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class ConnectTest {
  @AutoClose private final World world;
  private final Recorder recorder = new Recorder();

  ConnectTest(String backend) throws IOException {
    world = new World(backend);
  }

  private static Recorder failsAtOnce() {
    return new Recorder() {
      @Override
      public void connected(Transport transport) throws Exception {
        super.connected(transport);
        throw new IOException("on purpose");
      }
    };
  }

  @Test
  void aProtocolIsConnectedWithoutAWait() throws IOException {
    world.run(scope -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Task<?> connection = Protocols.connect(scope, listener.address(), recorder);
        assertThat(recorder.trail).isEmpty();
        try (Stream served = listener.accept()) {
          served.write(World.bytes("hello"));
        }
        connection.await();
      }
    });

    assertThat(recorder.trail)
        .containsExactly("connected", "received hello", "input ended", "lost");
  }

  @Test
  void aConnectionThatCanNotBeMadeIsLostWithoutHavingBeen() throws IOException {
    world.run(scope -> {
      Listener gone = world.network().listen(World.ANY_PORT);
      gone.close();
      Protocols.connect(scope, gone.address(), recorder).await();

      assertThat(recorder.trail).containsExactly("lost");
      assertThat(recorder.reason).hasMessage("connect " + gone.address() + ": Connection refused");
    });
  }

  @Test
  void oneThatIsCancelledBeforeItIsConnectedIsLostToo() throws IOException {
    world.run(scope -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Task<?> connection = Protocols.connect(scope, listener.address(), recorder);
        connection.cancel("on purpose");
        World.settle();

        assertThat(connection.state()).isEqualTo(Task.State.CANCELLED);
        assertThat(recorder.trail).containsExactly("lost");
        assertThat(recorder.reason)
            .isInstanceOf(ClosedException.class)
            .hasMessage("connect " + listener.address() + ": its task was cancelled");
      }
    });
  }

  @Test
  void toCancelItsTaskAbortsIt() throws IOException {
    world.run(scope -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Task<?> connection = Protocols.connect(scope, listener.address(), recorder);
        try (Stream served = listener.accept()) {
          World.settle();
          connection.cancel("on purpose");

          assertThatThrownBy(served::read).hasMessageContaining("Connection reset");
          assertThat(recorder.trail).containsExactly("connected", "lost");
        }
      }
    });
  }

  @Test
  void whatACallbackThrowsFailsTheScope() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Address address = listener.address();
        assertThatThrownBy(() ->
                Scope.join(scope -> {
                  Protocols.connect(scope, address, recorder);
                  Protocols.connect(scope, address, failsAtOnce());
                }))
            .hasMessage("on purpose");
      }
    });

    assertThat(recorder.trail).endsWith("lost");
  }

  @Test
  void inAScopeWhoseTasksMayFailAloneTheOthersGoOn() throws IOException {
    Recorder wrong = failsAtOnce();
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Scope.<String, IOException>collect(scope -> {
          Task<?> failing = Protocols.connect(scope, listener.address(), wrong);
          assertThatThrownBy(failing::await)
              .isInstanceOf(TaskFailed.class)
              .hasRootCauseMessage("on purpose");

          Task<?> other = Protocols.connect(scope, listener.address(), recorder);
          listener.accept().close();
          listener.accept().close();
          other.await();
          return "went on";
        });
      }
    });

    assertThat(wrong.trail).containsExactly("connected", "lost");
    assertThat(recorder.trail).containsExactly("connected", "input ended", "lost");
  }

  @Test
  void aCallbackMayAskForAnotherConnection() throws IOException {
    world.run(scope -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Recorder first =
            new Recorder() {
              @Override
              public void connected(Transport transport) throws Exception {
                super.connected(transport);
                Protocols.connect(scope, listener.address(), recorder);
              }
            };
        Protocols.connect(scope, listener.address(), first);
        try (Stream _ = listener.accept();
            Stream two = listener.accept()) {
          two.write(World.bytes("second"));
          World.settle();
          assertThat(recorder.trail).containsExactly("connected", "received second");
        }
      }
    });
  }
}
