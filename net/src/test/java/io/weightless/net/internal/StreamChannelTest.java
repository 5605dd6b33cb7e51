package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readAllText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.weightless.net.internal.World.Pair;
import io.weightless.scope.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A stream where the platform's libraries want a channel.
@EachBackend
final class StreamChannelTest {
  @AutoClose private final World world;

  StreamChannelTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void linesAreReadAndWrittenByThePlatformsReadersWhileOtherTasksGoOn() throws IOException {
    List<String> lines = new ArrayList<>();
    world.run(scope -> {
      try (Pair pair = world.connect()) {
        scope.start(
            "reader",
            () -> {
              BufferedReader reader =
                  new BufferedReader(Channels.newReader(pair.far().channel(), UTF_8));
              reader.lines().forEach(lines::add);
            });
        OutputStream out = Channels.newOutputStream(pair.near().channel());
        for (String text : List.of("first\nsec", "ond\n", "third\n")) {
          out.write(text.getBytes(UTF_8));
          Task.sleep(Duration.ofSeconds(1));
        }
        pair.near().closeOutput();
        Task.sleep(Duration.ofSeconds(1));
      }
    });
    assertThat(lines).containsExactly("first", "second", "third");
  }

  @Test
  void aReadTakesWhatThereIsRoomForAndTheNextOneTheRest() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        ByteChannel channel = pair.far().channel();
        pair.near().write(bytes("abcde"));
        pair.near().closeOutput();

        ByteBuffer room = ByteBuffer.allocate(3);
        assertThat(channel.read(room)).isEqualTo(3);
        assertThat(channel.read(room)).isZero();
        assertThat(new String(room.array(), UTF_8)).isEqualTo("abc");
        room.clear();
        assertThat(channel.read(room)).isEqualTo(2);
        assertThat(new String(room.array(), 0, 2, UTF_8)).isEqualTo("de");
        assertThat(channel.read(room)).isEqualTo(-1);
        assertThat(channel.read(room)).as("at the end, again").isEqualTo(-1);
      }
    });
  }

  @Test
  void aWriteTakesAllThatRemains() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        ByteBuffer source = bytes("xanswer");
        source.get();
        assertThat(pair.near().channel().write(source)).isEqualTo(6);
        assertThat(source.hasRemaining()).isFalse();
        pair.near().closeOutput();
        assertThat(readAllText(pair.far())).isEqualTo("answer");
      }
    });
  }

  @Test
  void closingItClosesTheStream() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        ByteChannel channel = pair.near().channel();
        assertThat(channel.isOpen()).isTrue();
        channel.close();

        assertThat(channel.isOpen()).isFalse();
        assertThat(readAllText(pair.far())).isEmpty();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
            .isExactlyInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> channel.write(bytes("late")))
            .isExactlyInstanceOf(ClosedChannelException.class);
      }
    });
  }

  @Test
  void whoWaitsInItWhenTheStreamIsClosedIsToldAsChannelsDo() throws IOException {
    List<Throwable> thrown = new ArrayList<>();
    world.run(scope -> {
      try (Pair pair = world.connect()) {
        ByteChannel channel = pair.near().channel();
        scope.start(
            "reader", () -> thrown.add(catchThrowable(() -> channel.read(ByteBuffer.allocate(1)))));
        Task.sleep(Duration.ofSeconds(1));
      }
    });
    assertThat(thrown).singleElement().isInstanceOf(AsynchronousCloseException.class);
  }
}
