package io.weightless.net.internal;

import static io.weightless.net.internal.World.ANY_PORT;
import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Embedding;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reactors with real sockets, inside Swing's event thread and inside each other.
@EachBackend
final class EmbeddedNetworkTest {
  private static final int ROUNDS = 50;
  private static final long LIMIT_SECONDS = 20;

  private final NetBackend backend;

  @AutoClose private final Reactor reactor;

  private final List<String> heard = new ArrayList<>();

  EmbeddedNetworkTest(String name) throws IOException {
    backend = Backends.open(name);
    reactor = Reactor.open(backend, Clock.system(), new SplittableRandom(1));
  }

  @BeforeAll
  static void withoutADisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  /// A server and a client, each a task.
  private void echo() throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(ANY_PORT)) {
      Scope.<String, IOException>run(scope -> {
        scope.start("server", () -> answerAll(listener));
        return talk(network, listener);
      });
    }
  }

  private static void answerAll(Listener listener) throws IOException {
    try (Stream peer = listener.accept()) {
      for (int i = 0; i < ROUNDS; i++) {
        peer.write(bytes("echo " + readText(peer)));
      }
    }
  }

  private String talk(Network network, Listener listener) throws IOException {
    try (Stream stream = network.connect(listener.address())) {
      for (int i = 0; i < ROUNDS; i++) {
        stream.write(bytes("hello " + i));
        heard.add(readText(stream));
      }
    }
    return "told";
  }

  private void assertHeardAll() {
    assertThat(heard)
        .hasSize(ROUNDS)
        .startsWith("echo hello 0")
        .endsWith("echo hello " + (ROUNDS - 1));
  }

  @Test
  void tasksTalkOverTcpInsideSwingsEventThread() throws Exception {
    try (Embedding embedding = Embedding.of(reactor, SwingUtilities::invokeLater)) {
      embedding.run(this::echo).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    assertHeardAll();
  }

  @Test
  void callbacksAreOnSwingsEventThread() throws Exception {
    CompletableFuture<Boolean> posted = new CompletableFuture<>();
    try (Embedding _ = Embedding.of(reactor, SwingUtilities::invokeLater)) {
      reactor.post(() -> posted.complete(SwingUtilities.isEventDispatchThread()));

      assertThat(posted.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aTaskIsAThreadOfItsOwnThereSoSwingDoesNotKnowIt() throws Exception {
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    try (Embedding embedding = Embedding.of(reactor, SwingUtilities::invokeLater)) {
      embedding
          .run(() -> asked.complete(SwingUtilities.isEventDispatchThread()))
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    assertThat(asked.join()).isFalse();
  }

  @Test
  void tasksAndSwingsEventsTakeTurnsSoThatWhatTheyShareNeedsNoLock() throws Exception {
    int[] shared = {0};
    CompletableFuture<@Nullable Void> events = new CompletableFuture<>();
    try (Embedding embedding = Embedding.of(reactor, SwingUtilities::invokeLater)) {
      CompletableFuture<@Nullable Void> tasks =
          embedding.run(() -> {
            SwingUtilities.invokeLater(() -> countInEvents(shared, events, 1));
            for (int i = 0; i < 10_000; i++) {
              shared[0]++;
              Task.yield();
            }
          });
      tasks.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      events.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    assertThat(shared[0]).isEqualTo(11_000);
  }

  private static void countInEvents(
      int[] shared, CompletableFuture<@Nullable Void> counted, int event) {
    shared[0]++;
    if (event == 1_000) {
      counted.complete(null);
    } else {
      SwingUtilities.invokeLater(() -> countInEvents(shared, counted, event + 1));
    }
  }

  @Test
  void aReactorWaitsForInputInsideACallbackDrivenReactorThatWaitsForItsOwn() throws IOException {
    try (Reactor outer = Reactor.open("nio")) {
      outer.run(() -> {
        try (Embedding embedding = Embedding.of(reactor, outer::post)) {
          CompletableFuture<@Nullable Void> done = embedding.run(this::echo);
          echo();
          Task.await(done);
        }
      });
    }

    assertThat(heard).hasSize(2 * ROUNDS);
  }

  @Test
  void aReactorWaitsForInputInsideATaskOfAnother() {
    try (Reactor outer = Reactor.open("nio")) {
      outer.run(() -> {
        Channel<Runnable> steps = Channel.buffered(1);
        try (Embedding embedding =
            Embedding.of(reactor, step -> outer.post(() -> steps.trySend(step)))) {
          CompletableFuture<@Nullable Void> done = embedding.run(this::echo);
          while (!done.isDone()) {
            steps.receive().run();
          }
          Task.await(done);
        }
      });
    }

    assertHeardAll();
  }

  @Test
  void reactorsAllTheWayDownInsideSwing() throws Exception {
    try (Reactor outer = Reactor.open("nio");
        Reactor middle = Reactor.open("nio");
        Embedding one = Embedding.of(outer, SwingUtilities::invokeLater);
        Embedding _ = Embedding.of(middle, outer::post);
        Embedding three = Embedding.of(reactor, middle::post)) {
      CompletableFuture<@Nullable Void> innermost = three.run(this::echo);
      one.run(() -> Task.await(innermost)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    assertHeardAll();
  }

  @Test
  void whileAllWaitNobodyPolls() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<String> answer = new CompletableFuture<>();
    try (Embedding embedding =
        Embedding.of(
            reactor,
            step -> {
              asked.incrementAndGet();
              SwingUtilities.invokeLater(step);
            })) {
      CompletableFuture<@Nullable Void> done =
          embedding.run(() -> {
            try (Listener listener = reactor.service(Network.class).listen(ANY_PORT)) {
              answer.complete(String.valueOf(listener.address().port()));
              listener.accept().close();
            }
          });
      int port = Integer.parseInt(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS));
      new java.net.Socket("127.0.0.1", port).close();
      done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    assertThat(asked.get())
        .as("the beginning, the connection, and what came between")
        .isLessThan(8);
    assertThat(backend.shared().counters.polls).isLessThan(8);
  }
}
