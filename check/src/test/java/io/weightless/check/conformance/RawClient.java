package io.weightless.check.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weightless.check.conformance.Received.Field;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A socket that sends any octets, and reads responses as strictly as the RFC allows.
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) [\\x20-\\x7e]*");
  private static final Pattern FIELD =
      Pattern.compile("([!#-'*+\\-.^-z|~0-9A-Z]+):[ \t]*(.*?)[ \t]*");

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /// Takes over `socket`.
  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /// `piece` octets in each write. A server that has answered and closed may not take them all.
  void send(String text, int piece) {
    byte[] octets = text.getBytes(ISO_8859_1);
    try {
      for (int at = 0; at < octets.length; at += piece) {
        out.write(octets, at, Math.min(piece, octets.length - at));
      }
    } catch (IOException closed) {
      // What it said, or did not say, is seen by who reads.
    }
  }

  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /// The next response, or null if the connection ended instead.
  @Nullable Received receive(boolean isHead) throws IOException {
    String line = line();
    if (line == null) {
      return null;
    }
    Matcher status = STATUS.matcher(line);
    assertThat(status.matches()).as("9112-4 a status line: %s", line).isTrue();
    List<Field> fields = fields();
    Received head = new Received(Integer.parseInt(status.group(1)), fields, "", true);
    head.checkHead();
    boolean hasContent =
        !isHead && !head.isInterim() && head.status() != 204 && head.status() != 304;
    return hasContent ? withContent(head) : head;
  }

  private List<Field> fields() throws IOException {
    List<Field> fields = new ArrayList<>();
    while (true) {
      String line = line();
      if (line == null) {
        return fail("the connection ended in a head");
      }
      if (line.isEmpty()) {
        return fields;
      }
      Matcher field = FIELD.matcher(line);
      assertThat(field.matches()).as("9112-5 a field line: %s", line).isTrue();
      fields.add(new Field(field.group(1), field.group(2)));
    }
  }

  private Received withContent(Received head) throws IOException {
    StringBuilder content = new StringBuilder();
    boolean complete;
    if (!head.all("Transfer-Encoding").isEmpty()) {
      complete = chunks(content);
    } else if (!head.all("Content-Length").isEmpty()) {
      complete = octets(Integer.parseInt(head.all("Content-Length").getFirst()), content);
    } else {
      complete = !octets(Integer.MAX_VALUE, content);
    }
    return new Received(head.status(), head.fields(), content.toString(), complete);
  }

  private boolean chunks(StringBuilder content) throws IOException {
    while (true) {
      String size = line();
      if (size == null) {
        return false;
      }
      assertThat(size).as("9112-7.1 a chunk size").matches("[0-9a-fA-F]{1,8}");
      if (Integer.parseInt(size, 16) == 0) {
        return "".equals(line());
      }
      if (!octets(Integer.parseInt(size, 16), content)) {
        return false;
      }
      String end = line();
      if (end == null) {
        return false;
      }
      assertThat(end).as("9112-7.1 the end of a chunk").isEmpty();
    }
  }

  /// Whether they all came.
  private boolean octets(int count, StringBuilder content) throws IOException {
    byte[] part = new byte[8192];
    int left = count;
    while (left > 0) {
      int n = read(part, Math.min(left, part.length));
      if (n < 0) {
        return false;
      }
      content.append(new String(part, 0, n, ISO_8859_1));
      left -= n;
    }
    return true;
  }

  /// Up to CR LF, or null at the end.
  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    byte[] octet = new byte[1];
    while (read(octet, 1) > 0) {
      if (octet[0] == '\n') {
        assertThat(line.toString()).as("9112-2.2 a line ends with CR LF").endsWith("\r");
        return line.substring(0, line.length() - 1);
      }
      line.append((char) (octet[0] & 0xff));
    }
    return null;
  }

  /// A reset is an end like another: what came before it counts.
  private int read(byte[] into, int count) throws IOException {
    try {
      return in.read(into, 0, count);
    } catch (SocketException | SSLException reset) {
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
