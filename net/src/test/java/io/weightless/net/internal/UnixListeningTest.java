package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file that a Unix socket goes by.
@EachBackend
final class UnixListeningTest {
  @AutoClose private final World world;
  private final Path path;
  private final Address address;

  UnixListeningTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    path = folder.resolve("app.sock");
    address = Address.parse("unix:" + path);
  }

  private NetworkException failure(Reason reason, ThrowingCallable call) {
    NetworkException failure = catchThrowableOfType(NetworkException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
    assertThat(failure.getMessage()).hasLineCount(1).contains(": ");
    return failure;
  }

  private void assertServes(Listener listener) throws IOException {
    try (Stream near = world.network().connect(address);
        Stream far = listener.accept()) {
      near.write(bytes("hello"));
      assertThat(readText(far)).isEqualTo("hello");
    }
  }

  @Test
  void theFileIsForItsUserOnlyAndGoesWithItsListener() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(address)) {
        assertThat(listener.address()).isEqualTo(address);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .isEqualTo("rw-------");
        assertServes(listener);
      }
      assertThat(path).doesNotExist();
    });
  }

  @Test
  void aStaleFileIsReplaced() throws IOException {
    try (ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stale.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
    world.run(_ -> {
      try (Listener listener = world.network().listen(address)) {
        assertServes(listener);
      }
    });
  }

  @Test
  void whoListensIsNotReplaced() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(address)) {
        failure(Reason.IN_USE, () -> world.network().listen(address));
        listener.accept().close(); // it was asked whether it is there
        assertServes(listener);
      }
    });
  }

  @Test
  void aFileThatIsNoSocketIsNeverDeleted() throws IOException {
    Files.writeString(path, "mine");
    world.run(_ ->
        assertThat(failure(Reason.IN_USE, () -> world.network().listen(address)))
            .hasMessage(
                "listen on %s: Address already in use, by a file that is no socket", address));

    assertThat(path).hasContent("mine");
  }

  @Test
  void aSocketOfAnotherThatHasTakenThePlaceOfItsFileStays() throws IOException {
    world.run(_ -> {
      Listener first = world.network().listen(address);
      Files.delete(path);
      try (Listener second = world.network().listen(address)) {
        first.close();
        assertServes(second);
      }
    });
  }

  @Test
  void aMissingDirectoryIsToldInOneLine() throws IOException {
    Address nowhere = Address.parse("unix:" + path.resolveSibling("none/app.sock"));
    world.run(_ -> failure(Reason.NOT_AVAILABLE, () -> world.network().listen(nowhere)));
  }

  @Test
  void aPathThatIsTooLongIsToldInOneLine() throws IOException {
    Address tooLong = Address.parse("unix:/tmp/" + "x".repeat(103));
    world.run(_ -> {
      failure(Reason.OTHER, () -> world.network().listen(tooLong));
      failure(Reason.OTHER, () -> world.network().connect(tooLong));
    });
  }

  @Test
  void onlyOneCanListen() throws IOException {
    world.run(_ -> {
      assertThatThrownBy(() -> world.network().listenShared(address))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining(address.toString());
      assertThatThrownBy(() -> world.network().listenBeside(address))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(path).doesNotExist();
    });
  }
}
