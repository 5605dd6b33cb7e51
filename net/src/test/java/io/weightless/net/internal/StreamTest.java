package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readAllText;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.scope.Scope;
import io.weightless.testkit.FastEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@EachBackend
final class StreamTest {
  @AutoClose private final World world;

  StreamTest(String backend) throws IOException {
    world = new World(backend);
  }

  @Test
  void aServerEchoesToManyClientsAtOnce() throws IOException {
    int clients = 300;
    List<String> answers = new ArrayList<>();

    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      scope.start("server", () -> serveEchoes(scope, listener, clients));
      for (int i = 0; i < clients; i++) {
        String question = "from " + i;
        scope.start(question, () -> answers.add(ask(listener, question)));
      }
    });

    assertThat(answers).hasSize(clients).doesNotHaveDuplicates();
  }

  private static void serveEchoes(Scope scope, Listener listener, int count) throws IOException {
    try (listener) {
      for (int i = 0; i < count; i++) {
        Stream stream = listener.accept();
        scope.start("echo", () -> echo(stream));
      }
    }
  }

  private static void echo(Stream stream) throws IOException {
    try (stream) {
      for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
        stream.write(part);
      }
    }
  }

  private String ask(Listener listener, String question) throws IOException {
    try (Stream stream = world.network().connect(listener.address())) {
      stream.write(bytes(question));
      stream.closeOutput();
      String answer = readAllText(stream);
      assertThat(answer).isEqualTo(question);
      return answer;
    }
  }

  @Test
  @FastEngine
  void aBlockingSocketInATaskLetsItsReactorServeIt() throws Exception {
    world.run(scope -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      scope.start("server", () -> serveEchoes(scope, listener, 1));
      assertThat(askBlocking(listener.address().port())).isEqualTo("old style");
    });
  }

  private static String askBlocking(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("old style".getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
