package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.Headers;
import io.weightless.http.Method;
import io.weightless.http.Version;

/// The head of a request: what it asks for, and what its framing fields say.
///
/// @param bodyLength bytes; [#CHUNKED] if the body says itself where it ends
/// @param keepsAlive whether the client would send more requests on this connection
/// @param expectsContinue whether it waits for a 100 before it sends the body
public record Head(
    Method method,
    String target,
    Version version,
    Headers headers,
    long bodyLength,
    boolean keepsAlive,
    boolean expectsContinue) {
  public static final long CHUNKED = -1;

  /// Of most requests without making a string.
  static Method method(byte[] bytes, int from, int to) {
    if (to - from == 3 && bytes[from] == 'G' && bytes[from + 1] == 'E' && bytes[from + 2] == 'T') {
      return Method.GET;
    }
    return Method.of(new String(bytes, from, to - from, ISO_8859_1));
  }

  public boolean hasBody() {
    return bodyLength != 0;
  }

  /// The request line, without its end.
  public String requestLine() {
    return method + " " + target + " " + version;
  }
}
