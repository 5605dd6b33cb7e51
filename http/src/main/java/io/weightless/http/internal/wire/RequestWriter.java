package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.Headers;
import java.nio.ByteBuffer;

/// Puts the head of a request into a buffer. Chunks are as those of [ResponseWriter].
public final class RequestWriter {
  private static final byte[] END = " HTTP/1.1\r\n".getBytes(ISO_8859_1);
  private static final byte[] HOST = "Host: ".getBytes(ISO_8859_1);

  /// What a head has at most beside its line, its host and its fields: two blanks of the line, the
  /// version, `Host`, 37 bytes of Content-Length, and line ends.
  private static final int OWN_BYTES = 80;

  private RequestWriter() {}

  /// How many bytes [#head] puts at most.
  public static int bound(String method, String target, String host, Headers headers) {
    return method.length() + target.length() + host.length() + headers.byteCount() + OWN_BYTES;
  }

  /// The head; [#bound] says how much room it needs.
  ///
  /// @param host for the field; empty if it is among `headers`
  /// @param length of the body; [ResponseWriter#CHUNKED], or [ResponseWriter#UNSAID]
  public static void head(
      ByteBuffer out, String method, String target, String host, Headers headers, long length) {
    put(out, method);
    out.put((byte) ' ');
    put(out, target);
    out.put(END);
    if (!host.isEmpty()) {
      out.put(HOST);
      put(out, host);
      ResponseWriter.endLine(out);
    }
    headers.writeTo(out);
    ResponseWriter.length(out, length);
    ResponseWriter.endLine(out);
  }

  private static void put(ByteBuffer out, String text) {
    for (int i = 0; i < text.length(); i++) {
      out.put((byte) text.charAt(i));
    }
  }
}
