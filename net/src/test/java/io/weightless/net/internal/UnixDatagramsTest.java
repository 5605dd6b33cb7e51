package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Datagram;
import io.weightless.net.Datagrams;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Datagrams between Unix sockets.
@EachLinuxBackend
final class UnixDatagramsTest {
  @AutoClose private final World world;
  @TempDir Path directory;

  UnixDatagramsTest(String backend) throws IOException {
    world = new World(backend);
  }

  private Address place(String name) {
    return Address.parse("unix:" + directory.resolve(name));
  }

  private Datagrams open(Address place) throws IOException {
    return world.network().datagrams(place);
  }

  @Test
  void theyGoFromPathToPathAndToNamesWithoutAFile() throws IOException {
    world.run(_ -> {
      for (Address place : new Address[] {place("far"), Address.parse("unix:@weightless-udt")}) {
        try (Datagrams far = open(place);
            Datagrams near = open(place("near"))) {
          near.send(bytes("hello"), place);
          Datagram came = far.receive();
          assertThat(text(came.bytes())).isEqualTo("hello");
          assertThat(came.from()).isEqualTo(place("near"));
          far.send(bytes("well"), came.from());
          assertThat(near.receive().from()).isEqualTo(place);
        }
      }
    });
  }

  @Test
  void whoIsConnectedHasANameForAnswers() throws IOException {
    world.run(_ -> {
      try (Datagrams far = open(place("far"));
          Datagrams near = world.network().datagramsTo(place("far"))) {
        assertThat(near.local().toString()).startsWith("unix:@");
        assertThat(near.remote()).isEqualTo(place("far"));
        near.send(bytes(""));
        Datagram came = far.receive();
        assertThat(came.bytes().hasRemaining()).isFalse();
        assertThat(came.from()).isEqualTo(near.local());
        far.send(bytes("answer"), came.from());
        assertThat(text(near.receive().bytes())).isEqualTo("answer");
      }
    });
  }

  @Test
  void aDatagramIsCutOffAt65536Bytes() throws IOException {
    world.run(_ -> {
      try (Datagrams far = open(place("far"));
          Datagrams near = open(place("near"))) {
        for (int length : new int[] {16_384, 16_385, 65_536, 65_537}) {
          ByteBuffer noise = ByteBuffer.allocate(length);
          noise.put(length - 1, (byte) 1).put(Math.min(length, 65_536) - 1, (byte) 2);
          near.send(noise.duplicate(), far.local());
          Datagram came = far.receive();
          assertThat(came.isCut()).isEqualTo(length > 65_536);
          assertThat(came.bytes()).isEqualTo(noise.limit(Math.min(length, 65_536)));
        }
      }
    });
  }

  @Test
  void aStaleFileIsReplacedALiveOneIsInUseAndTheOwnGoesWithTheSocket() throws IOException {
    Path file = directory.resolve("far");
    world.run(_ -> {
      Datagrams first = open(place("far"));
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThatThrownBy(() -> open(place("far")))
          .isInstanceOfSatisfying(
              NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE));
      Path link = Files.createLink(directory.resolve("stale"), file);
      first.close();
      assertThat(file).doesNotExist();

      assertThat(link).exists();
      try (Datagrams second = open(place("stale"));
          Datagrams near = open(place("near"))) {
        near.send(bytes("again"), second.local());
        assertThat(text(second.receive().bytes())).isEqualTo("again");
      }
      assertThat(link).doesNotExist();
    });
  }

  @Test
  void whereNobodyIsTheSenderIsTold() throws IOException {
    world.run(_ -> {
      Datagrams gone = open(place("gone"));
      try (Datagrams near = open(place("near"));
          Datagrams to = world.network().datagramsTo(place("gone"))) {
        gone.close();
        assertThatThrownBy(() -> near.send(bytes("?"), place("gone")))
            .isInstanceOfSatisfying(
                NetworkException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.NOT_AVAILABLE));
        assertThatThrownBy(() -> to.send(bytes("?")))
            .isInstanceOfSatisfying(
                NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
      }
    });
  }

  /// Its queue takes few datagrams, and the sender has room.
  @Test
  void whoSendsToAPeerThatDoesNotReceiveWaitsInTurn() throws IOException {
    world.run(scope -> {
      try (Datagrams far = open(place("far"));
          Datagrams near = open(place("near"));
          Datagrams to = world.network().datagramsTo(place("far"))) {
        int sent = 0;
        while (near.trySend(bytes("x"), far.local())) {
          sent++;
        }
        Task<?> first = scope.start("first", () -> near.send(bytes("first"), far.local()));
        Task<?> second = scope.start("second", () -> to.send(bytes("second")));
        assertThatThrownBy(() -> impatient(near, far.local())).isInstanceOf(DeadlineExceeded.class);
        assertThat(text(far.receive().bytes())).isEqualTo("x");
        assertThat(near.trySend(bytes("not before the first"), far.local())).isFalse();
        for (int i = 1; i < sent; i++) {
          assertThat(text(far.receive().bytes())).isEqualTo("x");
        }
        assertThat(text(far.receive().bytes()) + text(far.receive().bytes()))
            .isIn("firstsecond", "secondfirst");
        first.await();
        second.await();
      }
    });
  }

  private static String impatient(Datagrams near, Address to) throws IOException {
    return Scope.run(
        Deadline.after(Duration.ofSeconds(1)),
        _ -> {
          near.send(bytes("never"), to);
          return "sent";
        });
  }

  @Test
  void fromAUnixSocketNothingGoesToAnotherKind() throws IOException {
    world.run(_ -> {
      try (Datagrams near = open(place("near"))) {
        assertThatThrownBy(() -> near.send(bytes("?"), Address.parse("udp://127.0.0.1:9")))
            .isInstanceOf(IllegalArgumentException.class);
      }
    });
  }
}
