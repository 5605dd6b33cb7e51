package io.weightless.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The body of a request that a server gets, or of a response that a client gets, pulled as it
/// comes in: nobody reads it from the network faster than it is asked for.
///
/// It can be read once. That of a request is there while the request is being answered, and what a
/// handler leaves is thrown away.
public interface IncomingBody {
  /// The [#length] of a body that does not say how long it will be.
  long UNKNOWN = -1;

  /// The next bytes; nothing remaining means the end.
  ///
  /// - **Waits**: until there are some, except when they are here already.
  ///
  /// @return lent until the next call
  /// @throws BadRequest if the body is broken, too long, or ends before its end
  ByteBuffer read() throws IOException;

  /// How many bytes it has in all, or [#UNKNOWN].
  long length();

  /// The fields that came behind a chunked body; none before [#read] has said the end.
  default Headers trailers() {
    return Headers.EMPTY;
  }

  /// All that has not been read. Memory for more than 64 KiB is taken as it comes, whatever is said
  /// of its length: to say so costs a peer nothing.
  ///
  /// @throws BadRequest with a 413 if that is more than `limit`; of a response its own kind of
  ///   failure
  default byte[] readAll(int limit) throws IOException {
    int said = (int) Math.min(Math.max(length(), 0), limit);
    byte[] all = new byte[Math.min(said, 64 * 1024)];
    int size = 0;
    while (true) {
      ByteBuffer part = read();
      int length = part.remaining();
      if (length == 0) {
        return size == all.length ? all : Arrays.copyOf(all, size);
      }
      if (length > limit - size) {
        throw tooLong("the body is longer than " + limit + " bytes");
      }
      if (size + length > all.length) {
        int most = size + length > said ? limit : said;
        int doubled = (int) Math.min(all.length * 2L, most);
        all = Arrays.copyOf(all, Math.max(size + length, doubled));
      }
      part.get(all, size, length);
      size += length;
    }
  }

  /// What [#readAll] throws when there is more: by whom it came decides what that is.
  default IOException tooLong(String sentence) {
    return new BadRequest(Status.CONTENT_TOO_LARGE, sentence);
  }

  static IncomingBody empty() {
    return BytesBody.EMPTY;
  }

  /// For trying a handler.
  static IncomingBody of(byte[] bytes) {
    return new BytesBody(bytes);
  }
}
