package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static io.weightless.simulation.Scene.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.InTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class MemoryNetworkTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  private static Scene.Pair connect(Network network) throws IOException {
    try (Listener listener = network.listen(ANY_PORT)) {
      Stream near = network.connect(listener.address());
      return new Scene.Pair(near, listener.accept());
    }
  }

  @Test
  @InTask
  void itIsTheNetworkOfItsReactorAndNothingTakesTime(Reactor reactor) throws IOException {
    MemoryNetwork.attachTo(reactor);
    long before = reactor.clock().nanos();
    try (Scene.Pair pair = connect(reactor.service(Network.class))) {
      pair.near().write(bytes("at once"));

      assertThat(readText(pair.far())).isEqualTo("at once");
      assertThat(reactor.clock().nanos()).isEqualTo(before);
    }
  }

  @Test
  @InTask
  void hostsReachEachOtherByTheirNames(Reactor reactor) throws IOException {
    MemoryNetwork memory = MemoryNetwork.attachTo(reactor);
    try (Listener listener = memory.host("db").listen(new Address("db", 5432));
        Stream client = memory.host("web").connect(listener.address());
        Stream server = listener.accept()) {
      assertThat(client.remote()).isEqualTo(new Address("db", 5432));
      assertThat(server.remote().host()).isEqualTo("web");
      assertThatThrownBy(() -> memory.connect(new Address("127.0.0.1", 5432)))
          .hasMessage("connect 127.0.0.1:5432: Connection refused");
    }
  }

  @Test
  @InTask
  void aConnectionTakes64KibibytesAndNotAByteMore(Reactor reactor) throws IOException {
    MemoryNetwork memory = MemoryNetwork.attachTo(reactor);
    try (Scene.Pair pair = connect(memory)) {
      pair.near().write(ByteBuffer.allocate(64 * 1024));

      assertWaits(() -> pair.near().write(ByteBuffer.allocate(1)));
      assertThat(pair.near().written()).isEqualTo(64 * 1024);
      pair.far().read();
      pair.near().write(ByteBuffer.allocate(1));
      pair.far().reset();
    }
  }

  @Test
  @InTask
  void itsBufferCanBeSet(Reactor reactor) throws IOException {
    MemoryNetwork memory = MemoryNetwork.attachTo(reactor, Conditions.DEFAULT.withWindow(3));
    try (Scene.Pair pair = connect(memory)) {
      assertWaits(() -> pair.near().write(bytes("four")));

      assertThat(pair.near().written()).isEqualTo(3);
      assertThat(readText(pair.far())).isEqualTo("fou");
    }
  }

  private interface Waiting {
    void await() throws IOException;
  }

  private static void assertWaits(Waiting waiting) {
    assertThatThrownBy(() ->
            Scope.run(
                Deadline.after(Duration.ofSeconds(1)),
                _ -> {
                  waiting.await();
                  return "it did not wait";
                }))
        .isInstanceOf(DeadlineExceeded.class);
  }

  @Test
  @InTask
  void aFullListenerLetsTheNextOneWaitWhoCanBeCancelled(Reactor reactor) throws IOException {
    MemoryNetwork memory = MemoryNetwork.attachTo(reactor, Conditions.DEFAULT.withBacklog(2));
    try (Listener listener = memory.listen(ANY_PORT);
        Stream first = memory.connect(listener.address());
        Stream _ = memory.connect(listener.address())) {
      assertWaits(() -> memory.connect(listener.address()));
      assertThat(memory.open()).hasSize(5); // the third one has left nothing

      Scope.run(scope -> {
        Task<Stream> late = scope.start("late", () -> memory.connect(listener.address()));
        Task.yield();
        try (Stream accepted = listener.accept()) {
          assertThat(accepted.remote()).isEqualTo(first.local());
        }
        late.await().close();
        return "there was room";
      });
    }
    assertThat(memory.open()).isEmpty();
  }

  @Test
  void aClosedReactorSaysWhatWasLeftOpenOnIt() throws IOException {
    Reactor reactor = Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);
    MemoryNetwork memory = MemoryNetwork.attachTo(reactor);
    Scene.Pair[] pair = new Scene.Pair[1];
    reactor.run(() -> {
      pair[0] = connect(memory);
      for (int i = 0; i < 9; i++) {
        memory.listen(ANY_PORT);
      }
    });

    List<String> messages = messagesOf(reactor::close);

    assertThat(messages)
        .singleElement()
        .asString()
        .startsWith("a reactor was closed while this was still open, it is closed now: ")
        .contains("the listener on 127.0.0.1:")
        .endsWith(" and 1 more");
    assertThat(memory.open()).isEmpty();
  }

  @Test
  void aReactorThatLeavesNothingOpenSaysNothing() throws IOException {
    Reactor reactor = Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);
    MemoryNetwork memory = MemoryNetwork.attachTo(reactor);
    reactor.run(() -> connect(memory).close());

    assertThat(messagesOf(reactor::close)).isEmpty();
  }

  private static List<String> messagesOf(Runnable work) {
    List<String> messages = new ArrayList<>();
    Logger logger = Logger.getLogger("io.weightless.net");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            messages.add(logged.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try {
      work.run();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    return messages;
  }
}
