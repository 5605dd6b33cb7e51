package io.weightless.net.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.event.Bus;
import io.weightless.net.Stream;
import io.weightless.net.component.World.Pair;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a peer sends, as events.
@EachBackend
final class StreamEventsTest {
  @AutoClose private final World world;

  StreamEventsTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void aStreamIsASourceOfEventsInOneLine() throws IOException {
    List<String> heard = new ArrayList<>();
    world.run(scope -> {
      Pair pair = world.connect();
      Bus bus = new Bus(scope);
      bus.on(String.class, heard::add);
      Task<?> source = bus.from(Connected.over(pair.near()).into(new Lines()));
      try (Stream far = pair.far()) {
        far.write(World.bytes("one\nt"));
        far.write(World.bytes("wo\nthree"));
      }
      source.await();
    });

    assertThat(heard).containsExactly("one", "two", "three");
  }
}
