package io.weightless.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.net.internal.EachBackend;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Callbacks beside tasks: there is one loop beneath.
@EachBackend
final class OneLoopTest {
  @AutoClose private final World world;
  private final Callbacks callbacks;

  OneLoopTest(String backend) throws Exception {
    world = new World(backend);
    callbacks = world.callbacks;
  }

  private static ByteBuffer bytes(String text) {
    return UTF_8.encode(text);
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  /// What Spasmoidal wanted: a general dispatcher, for more than input and output.
  @Test
  void anAcceptorReadersTimersRepeatingCallbacksPostsAndTasksShareIt() throws Exception {
    world.reactor.run(() -> {
      Registration repeating = callbacks.repeating(world.marks("repeating"));
      callbacks.timer(Duration.ZERO, world.marks("timer"));
      world.reactor.post(() -> world.trail.add("message"));
      Acceptor acceptor = Acceptor.listen(callbacks, 0, this::echo);
      try (acceptor;
          Stream stream = world.reactor.service(Network.class).connect(acceptor.address())) {
        stream.write(bytes("from a task"));
        world.trail.add(text(stream.read()));
      }
      repeating.remove();
    });

    assertThat(world.trail).contains("repeating", "timer", "message", "from a task", "accepted");
    assertThat(world.trail.getLast()).isEqualTo("from a task");
  }

  private Callback echo(SocketChannel connection) {
    world.opened(connection);
    world.trail.add("accepted");
    return () -> {
      String text = World.read(connection);
      if (text.isEmpty()) {
        callbacks.current().remove();
      }
      connection.write(bytes(text));
    };
  }

  @Test
  void aTaskWaitsForWhatACallbackSettles() throws Exception {
    SocketChannel channel = world.readable();
    world.reactor.run(() -> {
      CompletableFuture<String> read = new CompletableFuture<>();
      callbacks.reader(
          channel,
          () -> {
            callbacks.current().remove();
            read.complete(World.read(channel));
          });
      world.trail.add("task has " + Task.await(read));
    });

    assertThat(world.trail).containsExactly("task has x");
  }

  /// What Asynchio wanted: whoever asks for input or output gets a token of its completion.
  @Test
  void severalReadsAreAskedForAtOnceAndEachHasATokenOfItsCompletion() throws Exception {
    world.reactor.run(() ->
        Scope.<String, IOException>run(scope -> {
          Network network = world.reactor.service(Network.class);
          List<Stream> near = new ArrayList<>();
          List<Stream> far = new ArrayList<>();
          try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
            for (int i = 0; i < 3; i++) {
              near.add(network.connect(listener.address()));
              far.add(listener.accept());
            }
          }
          List<Task<String>> tokens = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            Stream stream = near.get(i);
            tokens.add(scope.start("read " + i, () -> text(stream.read())));
          }
          for (int i = 2; i >= 0; i--) {
            far.get(i).write(bytes("answer " + i));
            world.trail.add(tokens.get(i).await());
          }
          near.forEach(Stream::close);
          far.forEach(Stream::close);
          return "done";
        }));

    assertThat(world.trail).containsExactly("answer 2", "answer 1", "answer 0");
  }

  @Test
  void insideACallbackItsReactorIsTheCurrentOne() throws Exception {
    List<Reactor> current = new ArrayList<>();
    world.in(() -> {
      callbacks.timer(Duration.ZERO, () -> current.add(Reactor.current()));
      callbacks.reader(
          world.readable(),
          () -> {
            current.add(Reactor.current());
            callbacks.current().remove();
          });
    });

    world.steps(2);

    assertThat(current).containsExactly(world.reactor, world.reactor);
  }
}
