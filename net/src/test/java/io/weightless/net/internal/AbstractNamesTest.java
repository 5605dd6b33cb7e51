package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static io.weightless.net.internal.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Datagrams;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The names of Unix sockets that no file has: each is its socket's until that is closed.
@EachLinuxBackend
final class AbstractNamesTest {
  private static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(1);

  @AutoClose private final World world;
  private final Address name;

  AbstractNamesTest(String backend) throws IOException {
    world = new World(backend);
    name = Address.parse("unix:@weightless-again-" + ProcessHandle.current().pid());
  }

  @Test
  void theNameOfAListenerThatIsClosedIsFreeAtOnce() throws IOException {
    world.run(scope -> {
      Listener first = world.network().listen(name);
      Task<ClosedException> waiting =
          scope.start(
              "waiting", () -> catchThrowableOfType(ClosedException.class, () -> first.accept()));
      Task.sleep(UNTIL_ALL_WAIT);
      first.close();

      try (Listener second = world.network().listen(name);
          Stream near = world.network().connect(name);
          Stream far = second.accept()) {
        near.write(bytes("again"));
        assertThat(readText(far)).isEqualTo("again");
      }
      assertThat(waiting.await()).isNotNull();
    });
  }

  @Test
  void theNameOfDatagramsThatAreClosedIsFreeAtOnce() throws IOException {
    world.run(scope -> {
      Datagrams first = world.network().datagrams(name);
      Task<ClosedException> waiting =
          scope.start(
              "waiting", () -> catchThrowableOfType(ClosedException.class, () -> first.receive()));
      Task.sleep(UNTIL_ALL_WAIT);
      first.close();

      try (Datagrams second = world.network().datagrams(name);
          Datagrams near = world.network().datagramsTo(name)) {
        near.send(bytes("again"));
        assertThat(text(second.receive().bytes())).isEqualTo("again");
      }
      assertThat(waiting.await()).isNotNull();
    });
  }

  @Test
  void whileItIsListenedOnItIsInUse() throws IOException {
    world.run(_ -> {
      try (Listener _ = world.network().listen(name)) {
        NetworkException failure =
            catchThrowableOfType(NetworkException.class, () -> world.network().listen(name));
        assertThat(failure.reason()).isEqualTo(Reason.IN_USE);
      }
    });
  }
}
