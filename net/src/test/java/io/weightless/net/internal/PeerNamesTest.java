package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.net.internal.linux.Libc;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The names of those who connect to a Unix socket, which they choose freely.
@EachLinuxBackend
final class PeerNamesTest {
  @AutoClose private final World world;
  @AutoClose private final Libc libc = new Libc();
  private final UnixDomainSocketAddress place;

  PeerNamesTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    place = UnixDomainSocketAddress.of(folder.resolve("app.sock"));
  }

  /// The address of a peer that has bound itself to `name`.
  private Address remoteOf(String name) throws IOException {
    int client = libc.tcp.socket(place);
    try (Listener listener = world.network().listen(Address.parse("unix:" + place))) {
      Libc.check(libc.tcp.bind(client, UnixDomainSocketAddress.of(name)));
      Libc.check(libc.tcp.connect(client, place));
      try (Stream stream = listener.accept()) {
        assertThat(stream.toString()).contains(stream.remote().toString());
        return stream.remote();
      }
    } finally {
      libc.close(client);
    }
  }

  @Test
  void whoIsBoundToTheNameOfNoBytesHasNone() throws IOException {
    world.run(_ -> assertThat(remoteOf("@")).hasToString("unix:" + place));
  }

  @Test
  void whatATerminalWouldObeyIsNotInAnAddress() throws IOException {
    world.run(_ -> assertThat(remoteOf("@peer-\u001b[2J\n?")).hasToString("unix:@peer-_[2J__"));
  }
}
