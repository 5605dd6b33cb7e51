package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Stream;
import io.weightless.net.internal.World.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// More connections than any backend has buffers, or places in a queue.
@EachBackend
final class ManyConnectionsTest {
  private static final int MANY = 400;

  @AutoClose private final World world;

  ManyConnectionsTest(String backend) throws IOException {
    world = new World(backend);
  }

  private List<Pair> connectMany() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      pairs.add(world.connect());
    }
    return pairs;
  }

  @Test
  void allWritesOfOneStepArrive() throws IOException {
    world.run(_ -> {
      List<Pair> pairs = connectMany();
      for (int i = 0; i < MANY; i++) {
        pairs.get(i).near().write(bytes("for " + i));
      }

      for (int i = 0; i < MANY; i++) {
        assertThat(readText(pairs.get(i).far())).isEqualTo("for " + i);
      }
      pairs.forEach(Pair::close);
    });
  }

  @Test
  void thoseThatKeepWhatTheyReadStarveNobody() throws IOException {
    world.run(_ -> {
      List<Pair> pairs = connectMany();
      List<ByteBuffer> kept = new ArrayList<>();
      for (Pair pair : pairs) {
        pair.far().write(bytes("keep"));
        kept.add(pair.near().read());
      }
      Stream last = pairs.getLast().far();
      for (int i = 0; i < 10; i++) {
        pairs.getFirst().near().write(bytes("go on"));
        assertThat(readText(pairs.getFirst().far())).isEqualTo("go on");
        pairs.getLast().near().write(bytes("go on"));
        assertThat(readText(last)).isEqualTo("go on");
      }

      assertThat(kept).allMatch(bytes("keep")::equals);
      pairs.forEach(Pair::close);
    });
  }

  @Test
  void thoseThatDoNotReadStarveNobody() throws IOException {
    world.run(_ -> {
      List<Pair> pairs = connectMany();
      for (Pair pair : pairs) {
        pair.far().write(bytes("first"));
        readText(pair.near());
        pair.far().write(ByteBuffer.allocate(16 * 1024));
      }
      Pair other = world.connect();
      for (int i = 0; i < 10; i++) {
        other.near().write(bytes("go on"));
        assertThat(readText(other.far())).isEqualTo("go on");
      }

      for (Pair pair : pairs) {
        pair.far().closeOutput();
        assertThat(World.drain(pair.near())).isEqualTo(16 * 1024);
        pair.close();
      }
      other.close();
    });
  }
}
