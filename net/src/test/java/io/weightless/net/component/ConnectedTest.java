package io.weightless.net.component;

import static io.weightless.net.component.World.MEBIBYTE;
import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.drain;
import static io.weightless.net.component.World.echoes;
import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.readAllText;
import static io.weightless.net.component.World.sends;
import static io.weightless.net.component.World.settle;
import static io.weightless.net.component.World.takes;
import static io.weightless.net.component.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.component.World.Pair;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A connection as a component.
@EachBackend
final class ConnectedTest {
  @AutoClose private final World world;
  private final List<ByteBuffer> came = new ArrayList<>();

  ConnectedTest(String backend) throws IOException {
    world = new World(backend);
  }

  private String allThatCame() {
    return came.stream().map(World::text).reduce("", String::concat);
  }

  @Test
  void whatComesInIsWrittenAndWhatThePeerSendsGoesOut() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<Void, Void> graph =
          sends("one ", "two").into(Connected.over(pair.near())).into(takes(came::add));
      Task<?> run = scope.start("run", graph::run);
      try (Stream far = pair.far()) {
        assertThat(readAllText(far)).isEqualTo("one two");
        far.write(bytes("three"));
      }
      run.await();
    });

    assertThat(allThatCame()).isEqualTo("three");
  }

  @Test
  void whereverThePeersBytesAreCutTheyStayAsTheyCame() throws IOException {
    String all = "abcdef";
    world.run(scope -> {
      for (int cut = 0; cut <= all.length(); cut++) {
        came.clear();
        Pair pair = world.connect();
        Task<?> run =
            scope.start("run", () -> Connected.over(pair.near()).into(takes(came::add)).run());
        try (Stream far = pair.far()) {
          far.write(bytes(all.substring(0, cut)));
          settle();
          far.write(bytes(all.substring(cut)));
        }
        run.await();
        assertThat(allThatCame()).isEqualTo(all);
      }
    });
  }

  @Test
  void thePeersEndIsThatOfTheOutletAndWritingGoesOn() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, ByteBuffer> late =
          part(
              "late",
              (in, out) -> {
                in.forEach(came::add);
                settle();
                out.send(bytes("after the end of " + allThatCame()));
              });
      Task<?> run = scope.start("run", World.loop(Connected.over(pair.near()), late)::run);
      pair.far().write(bytes("all"));
      pair.far().closeOutput();

      assertThat(readAllText(pair.far())).isEqualTo("after the end of all");
      pair.far().close();
      run.await();
    });
  }

  @Test
  void withoutAnybodyWhoFeedsItItEndsWithThePeer() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, Void> lines =
          Connected.over(pair.near()).into(new Lines()).into(takes(line -> came.add(bytes(line))));
      Task<?> run = scope.start("run", lines::run);
      try (Stream far = pair.far()) {
        far.write(bytes("first\nsecond"));
        far.closeOutput();
        assertThat(far.read().hasRemaining()).as("it closes, too").isFalse();
      }
      run.await();
    });

    assertThat(came).map(World::text).containsExactly("first", "second");
  }

  @Test
  void aSlowReaderHoldsThePeerUp() throws IOException {
    int total = 32 * MEBIBYTE;
    long[] count = {0};
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, Void> slow =
          part(
              "slow",
              (in, _) -> {
                Task.sleep(Duration.ofSeconds(10));
                in.forEach(piece -> count[0] += piece.remaining());
              });
      Task<?> run = scope.start("run", () -> Connected.over(pair.near()).into(slow).run());
      scope.start(
          "peer",
          () -> {
            pair.far().write(ByteBuffer.allocateDirect(total));
            pair.far().close();
          });
      Task.sleep(Duration.ofSeconds(5));
      assertThat(pair.far().written()).isLessThan(total);
      run.await();
    });

    assertThat(count[0]).isEqualTo(total);
  }

  @Test
  void aSlowPeerHoldsUpWhatFeedsIt() throws IOException {
    int[] sent = {0};
    world.run(scope -> {
      Pair pair = world.connect();
      Component<Void, ByteBuffer> feeder =
          part(
              "feeder",
              (_, out) -> {
                for (; sent[0] < 64; sent[0]++) {
                  out.send(ByteBuffer.allocateDirect(MEBIBYTE));
                }
              });
      Connected connected = Connected.over(pair.near());
      connected.in.limit(1);
      Task<?> run = scope.start("run", () -> feeder.into(connected).run());
      Task.sleep(Duration.ofSeconds(5));
      assertThat(sent[0]).isLessThan(64);
      assertThat(drain(pair.far())).isEqualTo(64L * MEBIBYTE);
      pair.far().close();
      run.await();
    });
  }

  @Test
  void whatItWritesIsLeftAsItIs() throws IOException {
    ByteBuffer piece = bytes("kept");
    world.run(scope -> {
      Pair pair = world.connect();
      Component<Void, ByteBuffer> sender = part("sender", (_, out) -> out.send(piece));
      Task<?> run = scope.start("run", () -> sender.into(Connected.over(pair.near())).run());
      try (Stream far = pair.far()) {
        assertThat(readAllText(far)).isEqualTo("kept");
      }
      run.await();
    });

    assertThat(text(piece)).isEqualTo("kept");
  }

  @Test
  void itConnectsWhenItIsRun() throws IOException {
    world.run(scope -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Component<Void, Void> client =
            sends("hello").into(Connected.to(listener.address())).into(takes(came::add));
        Task<?> run = scope.start("run", client::run);
        Stream far = listener.accept();
        assertThat(readAllText(far)).isEqualTo("hello");
        far.close();
        run.await();
      }
    });
  }

  @Test
  void anEchoEndsWhenThePeerDoes() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Task<?> run = scope.start("run", World.loop(Connected.over(pair.near()), echoes())::run);
      pair.far().write(bytes("echo"));
      pair.far().closeOutput();
      assertThat(readAllText(pair.far())).isEqualTo("echo");
      pair.far().close();
      run.await();
    });
  }

  @Test
  void whileNobodyReceivesWhatItHasReadItHoldsNoBuffer() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, Void> late =
          part(
              "late",
              (in, _) -> {
                Task.sleep(Duration.ofSeconds(10));
                in.forEach(came::add);
              });
      late.in.limit(1);
      Task<?> run = scope.start("run", () -> Connected.over(pair.near()).into(late).run());
      scope.start(
          "peer",
          () -> {
            pair.far().write(ByteBuffer.allocateDirect(MEBIBYTE));
            pair.far().close();
          });
      Task.sleep(Duration.ofSeconds(5));
      assertThat(came).isEmpty();
      assertThat(world.heldBuffers()).isZero();
      run.await();
    });

    assertThat(came).hasSizeGreaterThan(2);
  }

  @Test
  void whatItHasWrittenLeavesAlsoWhenItEnds() throws IOException {
    int total = 200_000;
    world.run(scope -> {
      Pair pair = world.connect();
      pair.far().closeOutput();
      Component<Void, ByteBuffer> large =
          part("large", (_, out) -> out.send(ByteBuffer.allocateDirect(total)));
      large.into(Connected.over(pair.near())).run();

      assertThat(drain(pair.far())).isEqualTo(total);
      pair.far().close();
    });
  }
}
