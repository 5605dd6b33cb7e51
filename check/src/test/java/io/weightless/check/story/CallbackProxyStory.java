package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The proxy in callbacks, between real clients and servers.
class CallbackProxyStory {
  /// More than sockets take, and far more than a connection with callbacks lets wait.
  private static final int SIZE = 64 << 20;

  private static Program proxy(int target) {
    return Program.weightless(
        "run", "examples/CallbackProxy.java", "127.0.0.1:0", "127.0.0.1:" + target);
  }

  private static Socket client(Program proxy) throws IOException {
    String line = proxy.awaitLine("proxy on 127\\.0\\.0\\.1:\\d+");
    Address address = Address.parse(line.substring("proxy on ".length()));
    return new Socket(address.host(), address.port());
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void eachDirectionIsHandedOnWithItsEndAndTheOtherGoesOn() throws IOException {
    try (ServerSocket server = server();
        Program proxy = proxy(server.getLocalPort());
        Socket client = client(proxy);
        Socket served = server.accept()) {
      client.getOutputStream().write("question".getBytes(StandardCharsets.US_ASCII));
      client.shutdownOutput();
      assertThat(served.getInputStream().readAllBytes()).asString().isEqualTo("question");

      served.getOutputStream().write("answer".getBytes(StandardCharsets.US_ASCII));
      served.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("answer");
      assertThat(proxy.err()).isEmpty();
    }
  }

  @Test
  void aReaderThatBeginsLateGetsAllOfWhatAFastWriterSends() throws Exception {
    try (ServerSocket server = server();
        Program proxy = proxy(server.getLocalPort());
        Socket client = client(proxy);
        Socket served = server.accept()) {
      byte[] sent = new byte[SIZE];
      Arrays.fill(sent, (byte) 'x');
      Thread writer = Thread.startVirtualThread(() -> send(served, sent));
      Thread other = Thread.startVirtualThread(() -> send(client, sent));
      assertThat(served.getInputStream().readAllBytes()).as("meanwhile").isEqualTo(sent);

      InputStream late = client.getInputStream();
      assertThat(late.readNBytes(SIZE)).isEqualTo(sent);
      writer.join();
      other.join();
      assertThat(late.read()).isEqualTo(-1);
      assertThat(proxy.err()).isEmpty();
    }
  }

  private static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTargetThatRefusesIsAResetForTheClientAndTheProxyGoesOn() throws IOException {
    int port;
    try (ServerSocket server = server()) {
      port = server.getLocalPort();
    }
    try (Program proxy = proxy(port)) {
      try (Socket refused = client(proxy)) {
        assertThatThrownBy(() -> refused.getInputStream().read())
            .isInstanceOf(SocketException.class);
      }
      try (Socket next = client(proxy)) {
        assertThat(next.isConnected()).isTrue();
      }
      assertThat(proxy.err()).isEmpty();
    }
  }
}
