package io.weightless.testing.kit;

import static io.weightless.testing.kit.Talk.bytes;
import static io.weightless.testing.kit.Talk.readText;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a `Listener` promises, and who connects to it.
public interface ListenerKit extends Reactors {
  Address ANY_PORT = new Address("127.0.0.1", 0);

  /// Where nobody listens.
  default Address place() {
    return ANY_PORT;
  }

  /// Whether to connect to who listens never waits.
  default boolean connectsAtOnce() {
    return false;
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  @Test
  default void waitingTasksAreServedInTheirOrder() throws IOException {
    List<String> trail = new ArrayList<>();
    run(scope -> {
      try (Listener listener = network().listen(place())) {
        List<Task<?>> accepters = new ArrayList<>();
        for (String name : List.of("first", "second", "third")) {
          accepters.add(scope.start(name, () -> acceptInto(trail, listener, name)));
        }
        Talk.untilAllWait();
        for (int i = 0; i < 3; i++) {
          network().connect(listener.address()).close();
        }
        accepters.forEach(Task::await);
      }
    });

    assertEquals(List.of("first", "second", "third"), trail);
  }

  private static void acceptInto(List<String> trail, Listener listener, String name)
      throws IOException {
    listener.accept().close();
    trail.add(name);
  }

  @Test
  default void whoIsCancelledInItsWaitIsPassedOver() throws IOException {
    List<String> trail = new ArrayList<>();
    run(scope -> {
      try (Listener listener = network().listen(place())) {
        Task<?> first = scope.start("first", () -> acceptInto(trail, listener, "first"));
        Task<?> second = scope.start("second", () -> acceptInto(trail, listener, "second"));
        Talk.untilAllWait();
        first.cancel("not needed");
        network().connect(listener.address()).close();
        second.await();
      }
    });

    assertEquals(List.of("second"), trail);
  }

  @Test
  default void aListenerAcceptsAfterACancelledAccept() throws IOException {
    run(_ -> {
      try (Listener listener = network().listen(place())) {
        Talk.assertWaits(listener::accept);

        try (Stream near = network().connect(listener.address());
            Stream far = listener.accept()) {
          near.write(bytes("in time"));
          assertEquals("in time", readText(far, 7));
        }
      }
    });
  }

  /// Each is there at the end: connected, or not at all. The first is cancelled before it begins.
  @Test
  default void aConnectThatIsCancelledAtAnyTurnLeavesNothing() throws IOException {
    run(scope -> {
      try (Listener listener = network().listen(place())) {
        scope.start("acceptor", () -> Talk.failureOf(() -> acceptAndClose(listener)));
        List<Boolean> connected = new ArrayList<>();
        for (int turns = 0; turns < 12; turns++) {
          Task<?> client = scope.start("client", () -> connectAndClose(listener.address()));
          EachTurn.pass(turns, turn());
          client.cancel("at turn " + turns);
          connected.add(Talk.failureOf(client::await) == null);
        }
        Talk.untilAllWait();
        assertTrue(connected.contains(true), "none has connected");
        assertTrue(
            connectsAtOnce() || !connected.get(1),
            () -> "none was cancelled half done, but with " + connected);
      }
    });
  }

  private static void acceptAndClose(Listener listener) throws IOException {
    while (true) {
      listener.accept().close();
    }
  }

  private static void connectAndClose(Address address) throws IOException {
    network().connect(address).close();
  }

  @Test
  default void acceptedStreamsLiveOnWhenTheirListenerIsClosed() throws IOException {
    run(_ -> {
      Listener listener = network().listen(place());
      try (Stream near = network().connect(listener.address());
          Stream far = listener.accept()) {
        listener.close();

        near.write(bytes("still here"));
        assertEquals("still here", readText(far, 10));
      }
    });
  }

  @Test
  default void connectionsThatCameBeforeTheAcceptAreAccepted() throws IOException {
    run(_ -> {
      List<Stream> streams = new ArrayList<>();
      List<String> heard = new ArrayList<>();
      try (Listener listener = network().listen(place())) {
        for (int i = 0; i < 300; i++) {
          streams.add(network().connect(listener.address()));
          streams.getLast().write(bytes("client " + (100 + i)));
        }
        for (int i = 0; i < 300; i++) {
          Stream far = listener.accept();
          streams.add(far);
          heard.add(readText(far, 10));
          assertEquals(far.remote(), streams.get(i).local());
        }
      }
      streams.forEach(Stream::close);
      assertEquals(IntStream.range(100, 400).mapToObj(i -> "client " + i).toList(), heard);
    });
  }

  @Test
  default void closeEndsAllWaitingAccepts() throws IOException {
    run(scope -> {
      Listener listener = network().listen(place());
      Task<@Nullable Throwable> other =
          scope.start("other", () -> Talk.failureOf(listener::accept));
      Throwable closed = Talk.failureWhen(scope, listener::accept, listener::close);

      Talk.assertNames(listener.address(), assertInstanceOf(ClosedException.class, closed));
      assertInstanceOf(ClosedException.class, other.await());
    });
  }

  @Test
  default void aClosedListenerRefusesToAcceptAndToCloseItAgainIsFine() throws IOException {
    run(_ -> {
      Listener listener = network().listen(place());
      listener.close();
      listener.close();

      assertThrows(ClosedException.class, listener::accept);
    });
  }

  @Test
  default void inACancelledScopeNothingIsAcceptedNorConnected() throws IOException {
    run(_ -> {
      try (Listener listener = network().listen(place());
          Stream waiting = network().connect(listener.address())) {
        for (Talk.Act act :
            List.<Talk.Act>of(
                () -> listener.accept().close(), () -> connectAndClose(listener.address()))) {
          Throwable failure =
              Talk.failureOf(() ->
                  Scope.<String, IOException>run(scope -> {
                    scope.cancel("no more");
                    act.run();
                    return "done";
                  }));
          assertEquals("no more", String.valueOf(failure == null ? "" : failure.getMessage()));
        }
        try (Stream accepted = listener.accept()) {
          assertEquals(waiting.local(), accepted.remote());
        }
      }
    });
  }
}
