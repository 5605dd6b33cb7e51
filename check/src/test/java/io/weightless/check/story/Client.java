package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.check.conformance.Trust;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A client on a bare socket: it sends what it is told, right or wrong, and reads responses
/// strictly.
final class Client implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final Answers answers;

  private Client(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    answers = new Answers(in);
  }

  static Client to(int port) throws IOException {
    return new Client(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /// With the JDK's TLS.
  static Client overTls(int port) throws IOException {
    return new Client(Trust.connect(port));
  }

  /// From another of this machine's own addresses, such as 127.0.0.2.
  static Client from(String address, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.bind(new InetSocketAddress(address, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return new Client(socket);
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  /// Until the server no longer takes it.
  void sendByteByByte(String text) {
    try {
      for (byte b : text.getBytes(ISO_8859_1)) {
        out.write(b);
      }
    } catch (IOException closed) {
      // which is its right, when it has refused what came first
    }
  }

  /// Shows the server the end of what is sent, and goes on reading.
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  Socket socket() {
    return socket;
  }

  Answers answers() {
    return answers;
  }

  /// The next response, which must come and be whole.
  Answer answer() throws IOException {
    return answer(false);
  }

  Answer answer(boolean isToHead) throws IOException {
    Answer answer = answers.next(isToHead);
    if (answer == null || !answer.isWhole()) {
      throw new AssertionError("no whole response: " + answer);
    }
    return answer;
  }

  /// All that come until the server ends the connection.
  List<Answer> answersUntilTheEnd(boolean isFirstToHead) {
    List<Answer> all = new ArrayList<>();
    try {
      Answer next = answers.next(isFirstToHead);
      while (next != null) {
        all.add(next);
        next = answers.next(false);
      }
    } catch (java.net.SocketTimeoutException neverEnds) {
      throw new AssertionError("the connection stays open after " + all, neverEnds);
    } catch (IOException reset) {
      // an end, too
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
