package io.weightless.gio;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.CoroutineClosed;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Suspend;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.FaultyStream;
import io.weightless.testing.InTask;
import io.weightless.testing.ScriptedStream;
import io.weightless.testing.Trail;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// At each wait that a coroutine can ask for.
@InTask
final class GioCancelTest {
  private final FaultyStream stream = new FaultyStream(new ScriptedStream()).stalls(ofDays(1));
  private final Trail trail = new Trail();

  enum Wait {
    READ {
      @Override
      void in(Io<ByteBuffer, ByteBuffer> io) {
        io.read();
      }
    },
    WRITE {
      @Override
      void in(Io<ByteBuffer, ByteBuffer> io) {
        Texts.write(io, "a");
      }
    },
    SLEEP {
      @Override
      void in(Io<ByteBuffer, ByteBuffer> io) {
        Gio.sleep(io, ofDays(1));
      }
    },
    CONNECT {
      @Override
      void in(Io<ByteBuffer, ByteBuffer> io) {
        Gio.connect(io, Address.parse("127.0.0.1:1"));
      }
    },
    SUSPEND {
      @Override
      void in(Io<ByteBuffer, ByteBuffer> io) {
        io.ask(Suspend.<Object>of(_ -> {}));
      }
    },
    /// A wait inside the coroutine that its driver knows nothing of.
    WAIT_OF_ITS_OWN {
      @Override
      void in(Io<ByteBuffer, ByteBuffer> io) {
        Task.sleep(ofDays(1));
      }
    },
    TIMED_READ {
      @Override
      void in(Io<ByteBuffer, ByteBuffer> io) {
        Gio.within(io, ofDays(1), io::read);
      }
    };

    abstract void in(Io<ByteBuffer, ByteBuffer> io);
  }

  @BeforeEach
  void attach() {
    Reactor.current().attach(Network.class, new NobodyThere());
  }

  private Coroutine<ByteBuffer, ByteBuffer, String> waiting(Wait wait) {
    return Coroutine.of(io -> {
      try {
        wait.in(io);
        return "went on";
      } catch (CoroutineClosed closed) {
        trail.add("closed");
        throw closed;
      } finally {
        trail.add("clean-up");
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledTaskEndsItsCoroutineThere(Wait wait, Scope scope, VirtualClock clock) {
    Coroutine<ByteBuffer, ByteBuffer, String> coroutine = waiting(wait);
    Task<String> drive = scope.start("drive", () -> Gio.drive(stream, coroutine));
    Task.yield();
    drive.cancel("enough");

    assertThatThrownBy(drive::await).isInstanceOf(CancellationException.class);
    assertThatItIsOver(wait, coroutine);
    assertThat(clock.nanos()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatIsCancelledBeforeItBeginsEndsItThere(Wait wait, Scope scope) {
    Coroutine<ByteBuffer, ByteBuffer, String> coroutine = waiting(wait);
    Task<String> drive = scope.start("drive", () -> Gio.drive(stream, coroutine));
    drive.cancel("enough");

    assertThatThrownBy(drive::await).isInstanceOf(CancellationException.class);
    assertThatItIsOver(wait, coroutine);
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlineEndsItThere(Wait wait, VirtualClock clock) {
    Coroutine<ByteBuffer, ByteBuffer, String> coroutine = waiting(wait);

    assertThatThrownBy(() ->
            Scope.run(Deadline.after(Duration.ofSeconds(1)), _ -> Gio.drive(stream, coroutine)))
        .isInstanceOf(DeadlineExceeded.class);

    assertThatItIsOver(wait, coroutine);
    assertThat(clock.nanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
  }

  private void assertThatItIsOver(Wait wait, Coroutine<?, ?, ?> coroutine) {
    assertThat(coroutine.isDone()).isTrue();
    assertThat(stream.isClosed()).isFalse();
    if (wait == Wait.WAIT_OF_ITS_OWN) {
      trail.assertIs("clean-up"); // its own wait tells it of the cancellation
    } else {
      trail.assertIs("closed", "clean-up");
    }
  }
}
