package io.weightless.http.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.net.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/// A client that sends exactly what it is told, and reads responses one by one.
public final class Client implements AutoCloseable {
  /// A response; the head with its line ends, the body without framing.
  public record Answer(int status, String head, String body) {
    /// The value of a field that is there once; empty if it is not there.
    public String field(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
          return line.substring(name.length() + 1).strip();
        }
      }
      return "";
    }
  }

  private final Stream stream;
  private final StringBuilder received = new StringBuilder();

  public Client(Stream stream) {
    this.stream = stream;
  }

  public void send(String text) throws IOException {
    stream.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
  }

  /// A GET without more ado.
  public Answer get(String target) throws IOException {
    send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    return receive();
  }

  public void endOutput() throws IOException {
    stream.closeOutput();
  }

  /// The next response, to a request that was not HEAD.
  public Answer receive() throws IOException {
    Answer head = receiveHead();
    if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
      return head;
    }
    String length = head.field("Content-Length");
    String body;
    if (!length.isEmpty()) {
      body = take(Integer.parseInt(length));
    } else if (head.field("Transfer-Encoding").equals("chunked")) {
      body = chunks();
    } else {
      body = rest();
    }
    return new Answer(head.status(), head.head(), body);
  }

  /// The next response, to HEAD.
  public Answer receiveHead() throws IOException {
    String head = line();
    int status = Integer.parseInt(head.substring(9, 12));
    StringBuilder all = new StringBuilder(head);
    while (!head.equals("\r\n")) {
      head = line();
      all.append(head);
    }
    return new Answer(status, all.toString(), "");
  }

  /// All that comes until the server ends the connection.
  public String rest() throws IOException {
    boolean more = true;
    while (more) {
      more = more();
    }
    return take(received.length());
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line().strip(), 16);
      body.append(take(size));
      if (!line().equals("\r\n")) {
        throw new IOException("no line end behind a chunk");
      }
      if (size == 0) {
        return body.toString();
      }
    }
  }

  private String line() throws IOException {
    int end = received.indexOf("\r\n");
    while (end < 0) {
      need();
      end = received.indexOf("\r\n");
    }
    return take(end + 2);
  }

  private String take(int length) throws IOException {
    while (received.length() < length) {
      need();
    }
    String text = received.substring(0, length);
    received.delete(0, length);
    return text;
  }

  private void need() throws IOException {
    if (!more()) {
      throw new EOFException("the server ended the connection after: " + received);
    }
  }

  private boolean more() throws IOException {
    ByteBuffer part = stream.read();
    boolean some = part.hasRemaining();
    received.append(ISO_8859_1.decode(part));
    return some;
  }
}
