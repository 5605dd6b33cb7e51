package io.weightless.net.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.TcpOptions;
import io.weightless.net.internal.EachLinuxBackend;
import io.weightless.net.internal.World;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a Unix socket that got its name, and may not listen.
@EachLinuxBackend
@EnabledOnOs(OS.LINUX)
record FailedListenTest(String backend) {
  private static final int LISTEN = Platform.isX86() ? 50 : 201;

  private void listen(Path path) throws IOException {
    try (World world = new World(backend);
        Libc libc = new Libc()) {
      LinuxSockets sockets = new LinuxSockets(libc, (LinuxSockets.Maker) world.backend);
      sockets.listen(UnixDomainSocketAddress.of(path), TcpOptions.DEFAULTS, false).close();
    }
  }

  @Test
  void theFileOfASocketThatMayNotListenGoesWithIt(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("app.sock");
    listen(path);
    assertThat(path).exists(); // whoever closes removes it, and this was without one

    Path refused = folder.resolve("refused.sock");
    assertThatThrownBy(() ->
            Sandbox.without(
                LISTEN,
                Errno.EACCES,
                () -> {
                  listen(refused);
                  return true;
                }))
        .isInstanceOf(Errno.class)
        .hasMessage("Permission denied");
    assertThat(refused).doesNotExist();
  }
}
