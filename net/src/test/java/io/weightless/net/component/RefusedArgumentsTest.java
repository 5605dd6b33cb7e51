package io.weightless.net.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What can't be is refused when it is given, not when it is needed.
final class RefusedArgumentsTest {
  @Test
  void nullIsRefusedWhenItIsGiven() {
    List<ThrowingCallable> makers =
        List.of(
            () -> Connected.over(null),
            () -> Connected.to(null),
            () -> new ConnectedServer((Address) null, _ -> World.echoes()),
            () -> new ConnectedServer((Listener) null, _ -> World.echoes()),
            () -> new ConnectedServer(World.ANY_PORT, null),
            () -> new FailedConnection(null, new IOException()),
            () -> new FailedConnection(World.ANY_PORT, null),
            () -> new FileInput(null),
            () -> FileOutput.appending(null),
            () -> FileOutput.replacing(null));

    assertThat(makers)
        .allSatisfy(maker -> assertThatThrownBy(maker).isInstanceOf(NullPointerException.class));
  }

  @Test
  void aServerNeedsAConnectionAtLeast() {
    ConnectedServer server = new ConnectedServer(World.ANY_PORT, _ -> World.echoes());

    assertThatThrownBy(() -> server.limit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a server needs a connection at least, not 0");
  }
}
