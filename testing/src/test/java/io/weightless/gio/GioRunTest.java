package io.weightless.gio;

import static io.weightless.gio.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.CoroutineFailed;
import io.weightless.coroutine.Suspend;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A coroutine on a reactor of its own, from JUnit's thread.
final class GioRunTest {
  private static Coroutine<Object, Object, String> returning(String result) {
    return Coroutine.of(io -> result);
  }

  @Test
  void itGivesWhatTheCoroutineReturns() {
    assertThat(Gio.run(returning("result"))).isEqualTo("result");
  }

  @Test
  void oneAfterTheOther() {
    assertThat(Gio.run(returning("one")) + Gio.run(returning("two"))).isEqualTo("onetwo");
  }

  @Test
  void oneInsideTheOtherHasAReactorOfItsOwn() {
    List<Reactor> reactors = new ArrayList<>();
    Coroutine<Object, Object, String> inner =
        Coroutine.of(io -> {
          reactors.add(Reactor.current());
          Gio.sleep(io, Duration.ofMillis(1));
          return "inner";
        });
    Coroutine<Object, Object, String> outer =
        Coroutine.of(io -> {
          reactors.add(Reactor.current());
          return Gio.run(inner) + " in outer";
        });

    assertThat(Gio.run(outer)).isEqualTo("inner in outer");
    assertThat(reactors).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void exceptionsOfAnyKindPass() {
    for (Exception failure :
        List.of(new IllegalStateException("a"), new ArithmeticException("b"))) {
      Coroutine<Object, Object, String> failing =
          Coroutine.of(io -> {
            throw failure;
          });
      assertThatThrownBy(() -> Gio.run(failing)).isSameAs(failure);
    }
    Coroutine<Object, Object, String> failing =
        Coroutine.of(io -> {
          throw new IOException("checked");
        });
    assertThatThrownBy(() -> Gio.run(failing))
        .isInstanceOf(CoroutineFailed.class)
        .hasRootCauseMessage("checked");
    Coroutine<Object, Object, String> fatal =
        Coroutine.of(io -> {
          throw new AssertionError("fatal");
        });
    assertThatThrownBy(() -> Gio.run(fatal)).isInstanceOf(AssertionError.class);
  }

  @Test
  void whatItGivesBackItReadsItself() {
    Coroutine<String, String, String> coroutine =
        Coroutine.of(io -> {
          io.call(inner -> {
            inner.unread("rest");
            return "";
          });
          return io.next();
        });

    assertThat(Gio.run(coroutine)).isEqualTo("rest");
  }

  @Test
  void itPausesAndSleepsAndSuspends() {
    Coroutine<Object, Object, String> coroutine =
        Coroutine.of(io -> {
          io.yield();
          Gio.sleep(io, Duration.ofMillis(1));
          return io.ask(
              Suspend.of(wait ->
                  Reactor.current().after(Duration.ofMillis(1), () -> wait.resume("done"))));
        });

    assertThat(Gio.run(coroutine)).isEqualTo("done");
  }

  @Test
  void aReadWithoutAStreamIsRefused() {
    Coroutine<Object, Object, Object> reading = Coroutine.of(io -> io.next());

    assertThatThrownBy(() -> Gio.run(reading))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("reads from no stream");
  }

  /// Real sockets, both ends in one coroutine.
  @Test
  void itHasANetwork() {
    Coroutine<ByteBuffer, ByteBuffer, String> coroutine =
        Coroutine.of(io -> {
          Network network = Reactor.current().service(Network.class);
          try (Listener listener = network.listen(new Address("127.0.0.1", 0));
              Stream near = Gio.connect(io, listener.address());
              Stream far = listener.accept()) {
            Gio.with(io, Context.of(near), () -> write(io, "through the kernel\n"));
            return Gio.with(io, Context.of(far), () -> Texts.readLine(io));
          }
        });

    assertThat(Gio.run(coroutine)).isEqualTo("through the kernel");
  }

  @Test
  void aConnectionThatIsRefusedIsAFailureInside() {
    Coroutine<ByteBuffer, ByteBuffer, String> coroutine =
        Coroutine.of(io -> {
          Network network = Reactor.current().service(Network.class);
          Listener listener = network.listen(new Address("127.0.0.1", 0));
          listener.close();
          assertThatThrownBy(() -> Gio.connect(io, listener.address()))
              .isInstanceOf(StreamFailed.class)
              .hasMessageContaining(listener.address().toString());
          return "refused";
        });

    assertThat(Gio.run(coroutine)).isEqualTo("refused");
  }

  @Test
  void tasksThatItStartedAreWaitedFor() {
    List<String> trail = new ArrayList<>();
    Coroutine<Object, Object, String> coroutine =
        Coroutine.of(io ->
            Scope.run(scope -> {
              scope.start(
                  "slow",
                  () -> {
                    Gio.run(returning("another reactor"));
                    trail.add("slow");
                  });
              return "quick";
            }));

    assertThat(Gio.run(coroutine)).isEqualTo("quick");
    assertThat(trail).containsExactly("slow");
  }
}
