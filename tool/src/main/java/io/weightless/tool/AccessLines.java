package io.weightless.tool;

import io.weightless.http.AccessLog;
import io.weightless.reactor.Reactor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/// Writes the access log to standard output in the Common Log Format, which every log reader knows:
/// one write for all the responses of one step of the reactor. Several reactors may write to one
/// stream, each with lines of its own: a [PrintStream] lets one write after the other.
final class AccessLines implements AccessLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss Z']'", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Reactor reactor;
  private final PrintStream out;
  private final StringBuilder lines = new StringBuilder();
  private long second = Long.MIN_VALUE;

  /// Of `second`. At first of none: the first time that is formatted takes long, for the JDK loads
  /// its names of months, and here nobody waits for it yet.
  private String time = TIME.format(Instant.EPOCH);

  AccessLines(Reactor reactor) {
    this(reactor, System.out);
  }

  AccessLines(Reactor reactor, PrintStream out) {
    this.reactor = reactor;
    this.out = out;
  }

  /// The time comes first, for to format it may wait: its caches in the JDK have locks, which
  /// another worker may hold. After it nothing waits, so lines stay whole and [#write] comes after
  /// them.
  @Override
  public void served(Entry entry) {
    String time = time();
    if (lines.isEmpty()) {
      reactor.post(this::write);
    }
    lines.append(entry.remote().host()).append(" - - ").append(time).append(" \"");
    appendVisible(entry.requestLine());
    lines.append("\" ").append(entry.status().code()).append(' ');
    lines.append(entry.bodyBytes()).append('\n');
  }

  /// Formatted once a second, or twice when a task comes in between.
  private String time() {
    var now = reactor.clock().now();
    if (now.getEpochSecond() != second) {
      time = TIME.format(now);
      second = now.getEpochSecond();
    }
    return time;
  }

  /// What a client sent must not forge lines or move a terminal's cursor.
  private void appendVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        HEX.toHexDigits(lines.append("\\x"), (byte) c);
      } else {
        lines.append(c);
      }
    }
  }

  private void write() {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
    lines.setLength(0);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}
