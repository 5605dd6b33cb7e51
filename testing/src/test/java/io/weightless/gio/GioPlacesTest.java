package io.weightless.gio;

import static io.weightless.gio.Texts.read;
import static io.weightless.gio.Texts.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.testing.InTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same coroutine on a Unix socket, and in memory.
@InTask(real = true)
final class GioPlacesTest {
  @TempDir Path folder;

  @Test
  void aCoroutineConnectsAUnixSocket() throws IOException {
    assertTalks(Address.parse("unix:" + folder.resolve("app.sock")));
  }

  @Test
  void aCoroutineConnectsAPlaceInMemory() throws IOException {
    assertTalks(Address.parse("mem:app"));
  }

  private static void assertTalks(Address place) throws IOException {
    Network network = Reactor.current().service(Network.class);
    Coroutine<ByteBuffer, ByteBuffer, String> caller =
        Coroutine.of(io -> {
          try (Stream stream = Gio.connect(io, place)) {
            return Gio.with(
                io,
                Context.of(stream),
                () -> {
                  write(io, "question");
                  return read(io);
                });
          }
        });
    try (Listener listener = network.listen(place)) {
      Scope.join(scope -> {
        scope.start("server", () -> answer(listener));
        assertThat(Gio.drive(caller)).isEqualTo("answer");
      });
    }
  }

  private static void answer(Listener listener) throws IOException {
    try (Stream stream = listener.accept()) {
      assertThat(Texts.text(stream.read())).isEqualTo("question");
      stream.write(Texts.bytes("answer"));
    }
  }
}
