package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Listener;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class ListenerTest {
  @AutoClose private final World world;

  ListenerTest(String backend) throws IOException {
    world = new World(backend);
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
}
