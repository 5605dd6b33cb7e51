package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.linux.Option;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each option, as the system has it.
@EachBackend
final class SocketOptionsTest {
  private static final String OPTIONS =
      "?nodelay=no&keepalive=77s&send-buffer=32k&receive-buffer=48k";

  @AutoClose private final World world;

  SocketOptionsTest(String backend) throws IOException {
    world = new World(backend);
  }

  @BeforeEach
  void onlyLinuxShowsItsSockets() {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "not on Linux");
  }

  private Address at(Listener listener, String options) {
    return Address.parse(listener.address().with(TcpOptions.DEFAULTS) + options);
  }

  private static void assertHasOptions(Stream stream) throws IOException {
    assertThat(Descriptors.option(stream, Option.NO_DELAY)).isZero();
    assertThat(Descriptors.option(stream, Option.KEEP_ALIVE)).isOne();
    assertThat(Descriptors.option(stream, Option.KEEP_IDLE)).isEqualTo(77);
    assertThat(Descriptors.option(stream, Option.SEND_BUFFER))
        .as("Linux counts what it needs for itself, as much again")
        .isEqualTo(2 * 32 * 1024);
    assertThat(Descriptors.option(stream, Option.RECEIVE_BUFFER)).isEqualTo(2 * 48 * 1024);
  }

  @Test
  void whatIsAcceptedHasTheOptionsOfItsListener() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(Address.parse("127.0.0.1:0" + OPTIONS));
          Stream near = world.network().connect(at(listener, ""));
          Stream far = listener.accept()) {
        assertHasOptions(far);
        assertThat(listener.address())
            .as("for who listens beside it")
            .isEqualTo(Address.parse(near.remote() + OPTIONS));
        assertThat(Descriptors.option(near, Option.NO_DELAY)).isOne();
      }
    });
  }

  @Test
  void whatConnectsHasTheOptionsOfItsAddress() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT);
          Stream near = world.network().connect(at(listener, OPTIONS));
          Stream far = listener.accept()) {
        assertHasOptions(near);
        assertThat(near.remote()).isEqualTo(listener.address());
        assertThat(far.remote()).isEqualTo(near.local());
      }
    });
  }

  @Test
  void littleIsSentAtOnceAndNobodyProbesUnlessTheyAreAskedTo() throws IOException {
    world.run(_ -> {
      try (World.Pair pair = world.connect()) {
        for (Stream stream : new Stream[] {pair.near(), pair.far()}) {
          assertThat(Descriptors.option(stream, Option.NO_DELAY)).isOne();
          assertThat(Descriptors.option(stream, Option.KEEP_ALIVE)).isZero();
        }
      }
    });
  }

  /// Linux lets one more wait than it was told.
  @Test
  void noMoreWaitThanTheBacklogAndWhoDoesNotGetThroughInTimeIsTold() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(Address.parse("127.0.0.1:0?backlog=1"));
          Stream _ = world.network().connect(listener.address());
          Stream _ = world.network().connect(listener.address())) {
        Address impatient = at(listener, "?timeout=2s");

        assertThatThrownBy(() -> world.network().connect(impatient))
            .isInstanceOf(IOException.class)
            .hasMessage("connect " + impatient + ": no answer within 2000 ms");
      }
    });
  }

  @Test
  void whoGetsThroughInTimeIsNotDisturbedLater() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT);
          Stream near = world.network().connect(at(listener, "?timeout=2s"));
          Stream far = listener.accept()) {
        Task.sleep(Duration.ofSeconds(3));
        near.write(bytes("still here"));

        assertThat(World.readText(far)).isEqualTo("still here");
      }
    });
  }

  @Test
  void whoConnectsFromAnAddressIsSeenThere() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT);
          Stream near = world.network().connect(at(listener, "?from=127.0.0.9"));
          Stream far = listener.accept()) {
        assertThat(far.remote().host()).isEqualTo("127.0.0.9");
        assertThat(near.local()).isEqualTo(far.remote());
      }
    });
  }

  @Test
  void onlyAddressesOfItsFamilyAreTried() throws IOException {
    world.run(_ -> {
      Address other = Address.parse("[::1]:9?from=127.0.0.9");
      assertThatThrownBy(() -> world.network().connect(other))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "connect tcp://[::1]:9?from=127.0.0.9: it has no address of the family of"
                  + " 127.0.0.9");
    });
  }

  @Test
  void whoConnectsFromAForeignAddressIsTold() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        assertThatThrownBy(() -> world.network().connect(at(listener, "?from=192.0.2.1")))
            .isInstanceOf(IOException.class)
            .hasMessageEndingWith("from=192.0.2.1: Cannot assign requested address");
      }
    });
  }
}
