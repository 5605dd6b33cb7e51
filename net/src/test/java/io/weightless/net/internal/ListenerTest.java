package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class ListenerTest {
  @AutoClose private final World world;

  ListenerTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void aFreePortIsPicked() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        assertThat(listener.address().host()).isEqualTo("127.0.0.1");
        assertThat(listener.address().port()).isPositive();
      }
    });
  }

  @Test
  void theSystemTakesFromItsBuffersDirectly() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        assertThat(listener.buffer(7).isDirect()).isTrue();
        assertThat(listener.buffer(7).remaining()).isEqualTo(7);
      }
    });
  }

  @Test
  void aTakenPortIsRefusedInOneLine() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Address taken = listener.address();

        assertThatThrownBy(() -> world.network().listen(taken))
            .isInstanceOf(IOException.class)
            .hasMessage("listen on " + taken + ": Address already in use");
      }
    });
  }

  @Test
  void anAddressOfAnotherMachineIsRefusedInOneLine() throws IOException {
    world.run(_ ->
        assertThatThrownBy(() -> world.network().listen(new Address("192.0.2.1", 0)))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("listen on 192.0.2.1:0: Cannot assign requested address"));
  }

  @Test
  void aPortIsFreeAgainAfterTheClose() throws IOException {
    world.run(_ -> {
      Listener first = world.network().listen(World.ANY_PORT);
      world.network().connect(first.address()).close();
      first.accept().close();
      first.close();

      world.network().listen(first.address()).close();
    });
  }

  @Test
  void waitingTasksAreServedInTheirOrder() throws IOException {
    List<String> trail = new ArrayList<>();

    world.run(scope -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        List<Task<?>> acceptors = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
          acceptors.add(scope.start(name, () -> acceptInto(trail, listener, name)));
        }
        Task.sleep(Duration.ofSeconds(1)); // until all wait
        for (int i = 0; i < 3; i++) {
          world.network().connect(listener.address()).close();
        }
        acceptors.forEach(Task::await);
      }
    });

    assertThat(trail).containsExactly("first", "second", "third");
  }

  private static void acceptInto(List<String> trail, Listener listener, String name)
      throws IOException {
    listener.accept().close();
    trail.add(name);
  }

  @Test
  void acceptedStreamsLiveOnWhenTheirListenerIsClosed() throws IOException {
    world.run(_ -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      try (Stream near = world.network().connect(listener.address());
          Stream far = listener.accept()) {
        listener.close();

        near.write(bytes("still here"));
        assertThat(readText(far)).isEqualTo("still here");
      }
    });
  }

  @Test
  void connectionsThatCameBeforeTheAcceptAreAccepted() throws IOException {
    int many = 1_000;
    List<Stream> streams = new ArrayList<>();
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        for (int i = 0; i < many; i++) {
          streams.add(world.network().connect(listener.address()));
        }
        for (int i = 0; i < many; i++) {
          streams.add(listener.accept());
        }
        streams.forEach(Stream::close);
      }
    });
  }
}
