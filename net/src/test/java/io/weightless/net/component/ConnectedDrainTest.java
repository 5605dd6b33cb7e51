package io.weightless.net.component;

import static io.weightless.net.component.World.bytes;
import static io.weightless.net.component.World.echoes;
import static io.weightless.net.component.World.part;
import static io.weightless.net.component.World.readAllText;
import static io.weightless.net.component.World.sendsAndStays;
import static io.weightless.net.component.World.settle;
import static io.weightless.net.component.World.start;
import static io.weightless.net.component.World.takes;
import static io.weightless.net.component.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.Graph;
import io.weightless.net.component.World.Pair;
import io.weightless.net.internal.EachBackend;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A connection that is told to end in good order.
@EachBackend
final class ConnectedDrainTest {
  @AutoClose private final World world;
  private final List<String> came = new ArrayList<>();

  ConnectedDrainTest(String backend) throws IOException {
    world = new World(backend);
  }

  private Component<ByteBuffer, Void> takesAll() {
    return takes(piece -> came.add(text(piece)));
  }

  @Test
  void drainedWhereNobodyFeedsItItStopsReading() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, Void> pipeline = Connected.over(pair.near()).into(takesAll());
      Task<Throwable> run = start(scope, pipeline);
      pair.far().write(bytes("all"));
      settle();
      pipeline.drain();

      assertThat(readAllText(pair.far())).isEmpty();
      pair.far().close();
      assertThat(run.await()).isNull();
      assertThat(pipeline.state()).isEqualTo(State.FINISHED);
    });

    assertThat(came).containsExactly("all");
  }

  @Test
  void drainedInAPipelineItStillReadsTheAnswer() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<Void, Void> pipeline =
          sendsAndStays("ask").into(Connected.over(pair.near())).into(takesAll());
      Task<Throwable> run = start(scope, pipeline);
      settle();
      pipeline.drain();

      assertThat(readAllText(pair.far())).isEqualTo("ask");
      pair.far().write(bytes("answer"));
      pair.far().close();
      assertThat(run.await()).isNull();
    });

    assertThat(came).containsExactly("answer");
  }

  @Test
  void drainedInALoopItStopsReadingAndWritesWhatComesBack() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Component<ByteBuffer, ByteBuffer> late =
          part(
              "late",
              (in, out) -> {
                in.forEach(piece -> came.add(text(piece)));
                out.send(bytes("you said " + came));
              });
      Graph<Void, Void> loop = World.loop(Connected.over(pair.near()), late.into(echoes()));
      Task<Throwable> run = start(scope, loop);
      pair.far().write(bytes("x"));
      settle();
      loop.drain();

      assertThat(readAllText(pair.far())).isEqualTo("you said [x]");
      pair.far().close();
      assertThat(run.await()).isNull();
    });
  }

  @Test
  void drainedWhereItFeedsItselfItStopsReading() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Connected echo = Connected.over(pair.near());
      Graph<Void, Void> graph = new Graph<>();
      graph.wire(echo.out, echo.in);
      Task<Throwable> run = start(scope, graph);
      pair.far().write(bytes("echo"));
      settle();
      graph.drain();

      assertThat(readAllText(pair.far())).isEqualTo("echo");
      pair.far().close();
      assertThat(run.await()).isNull();
    });
  }

  @Test
  void aGraphThatHasNoWayThroughItMakesNoLoop() throws IOException {
    world.run(scope -> {
      Pair pair = world.connect();
      Graph<ByteBuffer, ByteBuffer> both = new Graph<>();
      both.pass(both.in, takesAll().in);
      both.pass(sendsAndStays("ask").out, both.out);
      Graph<Void, Void> graph = World.loop(Connected.over(pair.near()), both);
      Task<Throwable> run = start(scope, graph);
      settle();
      graph.drain();

      assertThat(text(pair.far().read())).isEqualTo("ask");
      pair.far().write(bytes("answer"));
      pair.far().close();
      assertThat(run.await()).isNull();
    });

    assertThat(came).containsExactly("answer");
  }
}
