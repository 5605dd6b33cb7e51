package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.Headers;
import io.weightless.http.Status;
import java.nio.ByteBuffer;

/// Puts the head of a response and the framing of its body into buffers, without making a string.
public final class ResponseWriter {
  /// The body ends where the connection does, or there is none.
  public static final long UNSAID = -2;

  /// The body comes in chunks.
  public static final long CHUNKED = -1;

  /// What a head has at most beside the reason and the response's own fields: 15 bytes of the
  /// status line, 37 of Date, 37 of Content-Length, 24 of Connection, and the empty line.
  private static final int OWN_BYTES = 128;

  private static final byte[] OK = statusLine(Status.OK);
  private static final byte[] CONTENT_LENGTH = bytes("Content-Length: ");
  private static final byte[] TRANSFER_CHUNKED = bytes("Transfer-Encoding: chunked\r\n");
  private static final byte[] CLOSE = bytes("Connection: close\r\n");
  private static final byte[] UPGRADE = bytes("Connection: upgrade\r\n");
  private static final byte[] KEEP_ALIVE = bytes("Connection: keep-alive\r\n");
  private static final byte[] CONTINUE = bytes("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] LAST_CHUNK = bytes("0\r\n");

  /// What a response says of the connection.
  public enum Persistence {
    /// Nothing, as a 1.1 client takes it for granted that it stays.
    IMPLIED,
    KEEP_ALIVE,
    CLOSE,

    /// It goes over to another protocol.
    UPGRADE
  }

  private ResponseWriter() {}

  /// How many bytes [#head] puts at most.
  public static int bound(Status status, Headers headers) {
    return status.reason().length() + headers.byteCount() + OWN_BYTES;
  }

  /// The head; [#bound] says how much room it needs.
  ///
  /// @param date a whole Date field
  /// @param length of the body as the head says it; [#CHUNKED], or [#UNSAID]
  public static void head(
      ByteBuffer out,
      Status status,
      Headers headers,
      byte[] date,
      long length,
      Persistence persistence) {
    out.put(status.equals(Status.OK) ? OK : statusLine(status));
    out.put(date);
    headers.writeTo(out);
    length(out, length);
    switch (persistence) {
      case IMPLIED -> {}
      case KEEP_ALIVE -> out.put(KEEP_ALIVE);
      case CLOSE -> out.put(CLOSE);
      case UPGRADE -> out.put(UPGRADE);
    }
    endLine(out);
  }

  /// The field that says how long a body is, if it is to be said.
  static void length(ByteBuffer out, long length) {
    if (length >= 0) {
      out.put(CONTENT_LENGTH);
      decimal(out, length);
      endLine(out);
    } else if (length == CHUNKED) {
      out.put(TRANSFER_CHUNKED);
    }
  }

  /// The interim response that asks for the body.
  public static void goOn(ByteBuffer out) {
    out.put(CONTINUE);
  }

  /// What stands before `size` bytes of a chunk; [#endLine] stands behind them.
  public static void chunk(ByteBuffer out, long size) {
    int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(size)) / 4);
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out.put((byte) "0123456789abcdef".charAt((int) (size >> shift) & 15));
    }
    endLine(out);
  }

  public static void lastChunk(ByteBuffer out) {
    lastChunk(out, Headers.EMPTY);
  }

  /// The same with fields behind it.
  public static void lastChunk(ByteBuffer out, Headers trailers) {
    out.put(LAST_CHUNK);
    trailers.writeTo(out);
    endLine(out);
  }

  public static void endLine(ByteBuffer out) {
    out.put((byte) 0x0d).put((byte) 0x0a);
  }

  private static void decimal(ByteBuffer out, long number) {
    if (number < 10) {
      out.put((byte) ('0' + number));
      return;
    }
    if (number < 100) {
      int small = (int) number;
      out.put((byte) ('0' + small / 10)).put((byte) ('0' + small % 10));
      return;
    }
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int start = out.position();
    long rest = number;
    for (int place = start + digits - 1; place >= start; place--) {
      out.put(place, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    out.position(start + digits);
  }

  private static byte[] statusLine(Status status) {
    return bytes("HTTP/1.1 " + status.code() + " " + status.reason() + "\r\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
