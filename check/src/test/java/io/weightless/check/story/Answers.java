package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads responses, and tolerates nothing that RFC 9112 does not say.
public final class Answers {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3}) [ -~]*");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?([^\\x00-\\x08\\x0a-\\x1f]*)");

  private final InputStream in;

  public Answers(InputStream in) {
    this.in = in;
  }

  /// What stands before a body.
  public record Head(int status, Map<String, String> fields) {}

  /// The head of the next final response; null if there is none.
  public @Nullable Head head() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    Matcher line = STATUS_LINE.matcher(line(in));
    if (!line.matches()) {
      throw new AssertionError("not a status line: " + line);
    }
    int status = Integer.parseInt(line.group(1));
    Head head = new Head(status, fields());
    return status < 200 ? head() : head;
  }

  /// The body behind `head`, to be read before the next one.
  InputStream body(Head head, boolean isToHead) {
    String length = head.fields.get("content-length");
    String coding = head.fields.get("transfer-encoding");
    if (length != null && coding != null) {
      throw new AssertionError("two framings: " + head);
    }
    if (isToHead || head.status == 204 || head.status == 304) {
      return InputStream.nullInputStream();
    }
    if (length != null) {
      return AnswerBody.ofLength(in, Long.parseLong(length));
    }
    if (coding == null) {
      return in;
    }
    if (!coding.equals("chunked")) {
      throw new AssertionError("no framing that is known: " + head);
    }
    return AnswerBody.chunked(in);
  }

  /// The next final response with all of its body; null if there is none.
  public @Nullable Answer next(boolean isToHead) throws IOException {
    Head head = head();
    if (head == null) {
      return null;
    }
    var body = new ByteArrayOutputStream();
    boolean isWhole = transfer(body(head, isToHead), body);
    return new Answer(head.status, head.fields, body.toString(ISO_8859_1), isWhole);
  }

  private static boolean transfer(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new AssertionError("not a field: " + line);
      }
      String name = field.group(1).toLowerCase(Locale.ROOT);
      if (fields.put(name, field.group(2)) != null) {
        throw new AssertionError("twice: " + name);
      }
    }
    return fields;
  }

  /// A line without the CR LF that must end it.
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the connection ended behind: " + line);
      }
      if (c == '\n') {
        throw new AssertionError("an LF without CR behind: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      } else if (in.read() == '\n') {
        return line.toString();
      } else {
        throw new AssertionError("a CR without LF behind: " + line);
      }
    }
  }
}
