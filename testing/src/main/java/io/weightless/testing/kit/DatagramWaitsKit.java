package io.weightless.testing.kit;

import static io.weightless.testing.kit.Post.receiveText;
import static io.weightless.testing.kit.Talk.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weightless.net.BusyException;
import io.weightless.net.ClosedException;
import io.weightless.net.Datagrams;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// How datagrams are waited for, and what ends that.
public interface DatagramWaitsKit extends Reactors {
  @Test
  default void aReceiveWaitsUntilOneComes() throws IOException {
    run(scope -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        Task<String> receiver = scope.start("receiver", () -> receiveText(far));
        Talk.untilAllWait();
        near.send(bytes("at last"), far.local());

        assertEquals("at last", receiver.await());
      }
    });
  }

  @Test
  default void nothingIsLostByACancelledReceive() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        Talk.assertWaits(far::receive);
        near.send(bytes("one"), far.local());
        near.send(bytes("two"), far.local());
        assertEquals("one", receiveText(far));
        assertEquals("two", receiveText(far));
        Talk.assertWaits(far::receive);
      }
    });
  }

  /// Each receiver is cancelled some turns after its datagram was sent: it has it, or the next one
  /// gets it.
  @Test
  default void aReceiveThatIsCancelledAtAnyTurnLosesNothing() throws IOException {
    Set<String> came = new TreeSet<>();
    Set<String> sent = new TreeSet<>();
    run(scope -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        for (int turns = 0; turns < 8; turns++) {
          Task<?> receiver = scope.start("receiver", () -> came.add(receiveText(far)));
          Talk.untilAllWait();
          sent.add("turn " + turns);
          near.send(bytes("turn " + turns), far.local());
          EachTurn.pass(turns, turn());
          receiver.cancel("at turn " + turns);
          Talk.failureOf(receiver::await);
        }
        while (came.size() < sent.size()) {
          came.add(receiveText(far));
        }
      }
    });

    assertEquals(sent, came);
  }

  @Test
  default void inACancelledScopeNothingIsSentNorReceived() throws IOException {
    run(_ -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        near.send(bytes("before"), far.local());
        for (Talk.Act act :
            List.<Talk.Act>of(far::receive, () -> near.send(bytes("never"), far.local()))) {
          Throwable failure = Talk.failureOf(() -> inACancelledScope(act));
          assertEquals("no more", String.valueOf(failure == null ? "" : failure.getMessage()));
        }
        assertEquals("before", receiveText(far));
        Talk.assertWaits(far::receive);
      }
    });
  }

  private static void inACancelledScope(Talk.Act act) throws IOException {
    Scope.<String, IOException>run(scope -> {
      scope.cancel("no more");
      act.run();
      return "done";
    });
  }

  @Test
  default void whoWaitsWhenItIsClosedIsTold() throws IOException {
    run(scope -> {
      Datagrams far = Post.open();
      Throwable failure = Talk.failureWhen(scope, far::receive, far::close);

      Talk.assertNames(far.local(), assertInstanceOf(ClosedException.class, failure));
    });
  }

  @Test
  default void aClosedOneRefusesAllAndToCloseItAgainIsFine() throws IOException {
    run(_ -> {
      try (Datagrams other = Post.open()) {
        Datagrams closed = Post.open();
        closed.close();
        closed.close();

        assertThrows(ClosedException.class, closed::receive);
        assertThrows(ClosedException.class, () -> closed.send(bytes("?"), other.local()));
        assertThrows(ClosedException.class, () -> closed.trySend(bytes("?"), other.local()));
        assertThrows(ClosedException.class, () -> closed.send(bytes("?")));
      }
    });
  }

  @Test
  default void aSecondReceiverIsRefusedAndTheFirstGoesOn() throws IOException {
    run(scope -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        Task<String> first = scope.start("first", () -> receiveText(far));
        Talk.untilAllWait();

        assertThrows(BusyException.class, far::receive);
        near.send(bytes("for the first"), far.local());
        assertEquals("for the first", first.await());
      }
    });
  }

  @Test
  default void anyNumberMaySendAtATime() throws IOException {
    Set<String> came = new TreeSet<>();
    run(scope -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        List<Task<?>> senders = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
          senders.add(scope.start(name, () -> near.send(bytes(name), far.local())));
        }
        for (int i = 0; i < 3; i++) {
          came.add(receiveText(far));
        }
        senders.forEach(Task::await);
      }
    });

    assertEquals(Set.of("a", "b", "c"), came);
  }

  @Test
  default void whoAlwaysHasOneToReceiveLetsOthersHaveTheirTurn() throws IOException {
    run(scope -> {
      try (Datagrams near = Post.open();
          Datagrams far = Post.open()) {
        AtomicBoolean had = new AtomicBoolean();
        scope.start("other", () -> had.set(true));
        for (int i = 0; i < 1_000 && !had.get(); i++) {
          near.send(bytes("again"), far.local());
          far.receive();
        }
        assertTrue(had.get());
      }
    });
  }
}
