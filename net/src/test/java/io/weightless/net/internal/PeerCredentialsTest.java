package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.PeerCredentials;
import io.weightless.net.Stream;
import io.weightless.net.UnixSockets;
import io.weightless.net.internal.World.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachBackend
final class PeerCredentialsTest {
  @AutoClose private final World world;
  private final String backend;
  private final Path folder;

  PeerCredentialsTest(String backend, @TempDir Path folder) throws IOException {
    world = new World(backend);
    this.backend = backend;
    this.folder = folder;
  }

  @Test
  void theSystemTellsWhoIsAtTheOtherEnd() throws IOException {
    Address address = Address.parse("unix:" + folder.resolve("app.sock"));
    int pid = (int) ProcessHandle.current().pid();
    int uid = (int) Files.getAttribute(folder, "unix:uid");
    int gid = (int) Files.getAttribute(folder, "unix:gid");
    world.run(_ -> {
      try (Listener listener = world.network().listen(address);
          Stream near = world.network().connect(address)) {
        Stream far = listener.accept();
        if (backend.equals("nio")) {
          assertThatThrownBy(() -> UnixSockets.peerOf(far))
              .isInstanceOf(UnsupportedOperationException.class)
              .hasMessage("to tell a peer needs Linux and the backend uring or epoll");
          far.close();
          return;
        }
        assertThat(UnixSockets.peerOf(far)).isEqualTo(new PeerCredentials(pid, uid, gid));
        assertThat(UnixSockets.peerOf(near)).isEqualTo(new PeerCredentials(pid, uid, gid));
        far.close();
        assertThatThrownBy(() -> UnixSockets.peerOf(far)).isInstanceOf(ClosedException.class);
      }
    });
  }

  @Test
  void onlyAUnixSocketHasThem() throws IOException {
    world.run(_ -> {
      try (Pair tcp = world.connect()) {
        assertThatThrownBy(() -> UnixSockets.peerOf(tcp.near()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(tcp.near().toString());
      }
    });
  }
}
