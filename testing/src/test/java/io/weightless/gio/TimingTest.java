package io.weightless.gio;

import static io.weightless.gio.Texts.read;
import static io.weightless.gio.Texts.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Text;
import io.weightless.coroutine.TimedOut;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.FaultyStream;
import io.weightless.testing.InTask;
import io.weightless.testing.ScriptedStream;
import io.weightless.testing.Trail;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

@InTask
final class TimingTest {
  private final ScriptedStream peer = new ScriptedStream();
  private final Trail trail = new Trail();
  private final VirtualClock clock;

  TimingTest(VirtualClock clock) {
    this.clock = clock;
  }

  private long seconds() {
    return Duration.ofNanos(clock.nanos()).toSeconds();
  }

  /// Of what runs in it, the result.
  private interface Story {
    void tell(Io<ByteBuffer, ByteBuffer> io) throws Exception;
  }

  private void tell(Stream stream, Story story) {
    Coroutine<ByteBuffer, ByteBuffer, String> coroutine =
        Coroutine.of(io -> {
          story.tell(io);
          return "told";
        });
    assertThat(Gio.drive(stream, coroutine)).isEqualTo("told");
  }

  @Test
  void whatIsDoneInTimeIsNotDisturbed() {
    peer.stall(ofSeconds(2)).send("a").stall(ofSeconds(5)).send("b");

    tell(
        peer,
        io -> {
          trail.add(Gio.within(io, ofSeconds(3), () -> read(io)));
          trail.add(read(io)); // outside of it there is time
        });

    trail.assertIs("a", "b");
    assertThat(seconds()).isEqualTo(7);
  }

  @Test
  void whatTakesLongerIsEndedOutsideOfTheSection() {
    tell(
        peer,
        io -> {
          assertThatThrownBy(() -> Gio.within(io, ofSeconds(3), io::read))
              .isInstanceOf(TimedOut.class)
              .hasMessageContaining("PT3S");
          assertThat(seconds()).isEqualTo(3);
        });
  }

  @Test
  void whoCatchesItInsideHasTime() {
    peer.stall(ofSeconds(5)).send("late");

    tell(
        peer,
        io ->
            Gio.within(
                io,
                ofSeconds(3),
                () -> {
                  assertThatThrownBy(io::read).isInstanceOf(TimedOut.class);
                  write(io, "408");
                  trail.add(read(io));
                }));

    trail.assertIs("late");
    assertThat(peer.writtenText()).isEqualTo("408");
    assertThat(seconds()).isEqualTo(5);
  }

  @Test
  void itEndsOneOfManyReads() {
    for (int i = 0; i < 10; i++) {
      peer.stall(ofSeconds(1)).send("" + i);
    }
    tell(
        peer,
        io ->
            assertThatThrownBy(() ->
                    Gio.within(
                        io,
                        Duration.ofMillis(3_500),
                        () -> {
                          while (true) {
                            trail.add(read(io));
                          }
                        }))
                .isInstanceOf(TimedOut.class));

    trail.assertIs("0", "1", "2");
  }

  @Test
  void aWriteThatTakesLongerIsEndedToo() {
    FaultyStream slow = new FaultyStream(peer).shortWrites(1).stalls(ofSeconds(1));

    tell(
        slow,
        io ->
            assertThatThrownBy(
                    () -> Gio.within(io, Duration.ofMillis(2_500), () -> write(io, "abcd")))
                .isInstanceOf(TimedOut.class));

    assertThat(peer.writtenText()).isEqualTo("ab");
  }

  @Test
  void aSleepIsEndedToo() {
    tell(
        peer,
        io -> {
          Gio.sleep(io, ofSeconds(1));
          assertThat(seconds()).isEqualTo(1);
          assertThatThrownBy(() -> Gio.within(io, ofSeconds(3), () -> Gio.sleep(io, ofSeconds(9))))
              .isInstanceOf(TimedOut.class);
          assertThat(seconds()).isEqualTo(4);
        });
  }

  @Test
  void aConnectIsEndedToo() {
    Reactor.current().attach(Network.class, new NobodyThere());

    tell(
        peer,
        io -> {
          assertThatThrownBy(() ->
                  Gio.within(io, ofSeconds(3), () -> Gio.connect(io, Address.parse("127.0.0.1:1"))))
              .isInstanceOf(TimedOut.class);
          assertThat(seconds()).isEqualTo(3);
        });
  }

  @Test
  void aPauseIsOneToo() {
    tell(
        peer,
        io ->
            assertThatThrownBy(() -> Gio.within(io, Duration.ZERO, () -> io.yield()))
                .isInstanceOf(TimedOut.class));
  }

  @Test
  void theInnerOneThatIsOverFirstLeavesTheOuterOneRunning() {
    tell(
        peer,
        io ->
            assertThatThrownBy(() ->
                    Gio.within(
                        io,
                        ofSeconds(3),
                        () -> {
                          assertThatThrownBy(() -> Gio.within(io, ofSeconds(1), io::read))
                              .hasMessageContaining("PT1S");
                          assertThat(seconds()).isEqualTo(1);
                          return io.read();
                        }))
                .isInstanceOf(TimedOut.class)
                .hasMessageContaining("PT3S"));
    assertThat(seconds()).isEqualTo(3);
  }

  @Test
  void theOuterOneThatIsOverFirstEndsTheInnerOne() {
    tell(
        peer,
        io ->
            assertThatThrownBy(() ->
                    Gio.within(io, ofSeconds(1), () -> Gio.within(io, ofSeconds(3), io::read)))
                .isInstanceOf(TimedOut.class)
                .hasMessageContaining("PT1S"));
    assertThat(seconds()).isEqualTo(1);
  }

  @Test
  void ofTwoThatAreOverAtOnceTheInnerOneIsFirst() {
    tell(
        peer,
        io ->
            Gio.within(
                io,
                ofSeconds(1),
                () -> {
                  assertThatThrownBy(() -> Gio.within(io, ofSeconds(1), io::read))
                      .isInstanceOf(TimedOut.class);
                  assertThatThrownBy(io::read).as("the outer one").isInstanceOf(TimedOut.class);
                }));
  }

  @Test
  void inAPipelineItComesThroughTheStageThatWaits() {
    Coroutine<String, ByteBuffer, String> last =
        Coroutine.of(io -> {
          assertThatThrownBy(() -> Gio.within(io, ofSeconds(1), io::read))
              .isInstanceOf(TimedOut.class);
          return "told";
        });

    assertThat(Gio.drive(peer, Text.decoder(UTF_8).into(last))).isEqualTo("told");
    assertThat(seconds()).isEqualTo(1);
  }

  @Test
  void timeThatPassesElsewhereIsSeenAtTheNextWait() {
    peer.send("there already");

    tell(
        peer,
        io ->
            Gio.within(
                io,
                ofSeconds(1),
                () -> {
                  clock.advance(ofSeconds(2));
                  assertThatThrownBy(io::read).isInstanceOf(TimedOut.class);
                  trail.add(read(io));
                }));

    trail.assertIs("there already");
  }

  @Test
  void aLimitBeyondAllTimeIsNone() {
    peer.stall(ofSeconds(100)).send("a");

    tell(peer, io -> trail.add(Gio.within(io, ofSeconds(Long.MAX_VALUE), () -> read(io))));

    trail.assertIs("a");
  }

  @Test
  void aNegativeLimitIsRefused() {
    tell(
        peer,
        io ->
            assertThatThrownBy(() -> Gio.within(io, ofSeconds(-1), io::read))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S"));
  }

  @Test
  void aCancellationIsNoTimeout(Scope scope) {
    Task<?> drive =
        scope.start("drive", () -> tell(peer, io -> Gio.within(io, ofSeconds(3), () -> read(io))));
    Task.yield();
    drive.cancel("enough");

    assertThatThrownBy(drive::await).isInstanceOf(CancellationException.class);
    assertThat(seconds()).isZero();
  }

  @Test
  void aNegativeSleepIsRefusedWhereItAsks() {
    Coroutine<ByteBuffer, ByteBuffer, String> asking =
        Coroutine.of(io -> {
          assertThatThrownBy(() -> Gio.sleep(io, ofSeconds(-1)))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("PT-1S");
          return "goes on";
        });

    assertThat(Gio.drive(asking)).isEqualTo("goes on");
  }
}
