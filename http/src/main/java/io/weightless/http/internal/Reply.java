package io.weightless.http.internal;

import io.weightless.http.Method;
import io.weightless.http.RequestBody;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.Version;
import io.weightless.http.internal.wire.Head;
import io.weightless.http.internal.wire.ResponseWriter;
import io.weightless.http.internal.wire.ResponseWriter.Persistence;
import io.weightless.net.FileSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sends one response: decides how its body is framed and whether the connection stays, and gets
/// the bytes from where they are into the [Output].
final class Reply {
  // I1 before isBegun, nothing of the response is in the output: another one can take its place.

  /// What a chunk's size line has at most.
  private static final int CHUNK_LINE = 18;

  /// Streamed parts up to this size are copied; larger ones are written from where they are.
  private static final int COPIED = 4096;

  private static final ByteBuffer LINE_END = ByteBuffer.wrap(new byte[] {'\r', '\n'});

  private final HttpConnection connection;
  private final Service service;
  private final Output output;
  private final @Nullable Head head;
  private final @Nullable ServerBody body;
  private final Response response;

  private boolean isBegun;
  private boolean isOver;
  private boolean keepsAlive;

  /// Of the body, as the head says it.
  private long length;

  private long sent;

  /// @param head of the request; null if it could not be read
  /// @param body of the request; null if it has none
  Reply(
      HttpConnection connection,
      @Nullable Head head,
      @Nullable ServerBody body,
      Response response) {
    this.connection = connection;
    this.service = connection.service();
    this.output = connection.output();
    this.head = head;
    this.body = body;
    this.response = response;
  }

  void send() throws Exception {
    switch (response.body()) {
      case Response.None _ -> begin(0, 0);
      case Response.Bytes bytes -> sendBytes(bytes.content());
      case Response.FileRegion region -> sendFile(region);
      case Response.Streamed streamed -> stream(streamed);
    }
    connection.sending(false);
  }

  /// For a response with bytes in memory.
  void sendPlain() throws IOException {
    sendBytes(((Response.Bytes) response.body()).content());
    connection.sending(false);
  }

  Status status() {
    return response.status();
  }

  boolean isBegun() {
    return isBegun;
  }

  /// Whether the connection can take another request after this response.
  boolean keepsAlive() {
    return keepsAlive;
  }

  /// Bytes of the body that went out.
  long sent() {
    return sent;
  }

  private void sendBytes(ByteBuffer content) throws IOException {
    int count = content.remaining();
    if (!sendsBody()) {
      begin(count, 0);
    } else if (count <= OutputPool.BYTES - bound()) {
      ByteBuffer out = begin(count, count);
      out.put(out.position(), content, content.position(), count);
      out.position(out.position() + count);
    } else {
      begin(count, 0);
      connection.sending(true);
      output.flushWith(content.duplicate());
    }
    sent = sendsBody() ? count : 0;
  }

  private void sendFile(Response.FileRegion region) throws IOException {
    long count = region.count();
    if (!sendsBody()) {
      begin(count, 0);
      return;
    }
    if (count <= OutputPool.BYTES - bound()) {
      copyFile(region, (int) count);
    } else {
      begin(count, 0);
      connection.sending(true);
      output.transfer(region.file(), region.position(), count);
    }
    sent = count;
  }

  /// A small file goes out in one write with its head; the buffer is not in the heap.
  private void copyFile(Response.FileRegion region, int count) throws IOException {
    int mark = output.room(bound() + count).position();
    ByteBuffer out = begin(count, count);
    int end = out.position() + count;
    out.limit(end);
    try {
      long from = region.position() - out.position();
      while (out.hasRemaining()) {
        if (region.file().read(out, from + out.position()) <= 0) {
          throw new EOFException("the file has become shorter than " + count + " bytes");
        }
      }
      out.limit(out.capacity());
    } catch (IOException failure) {
      out.limit(out.capacity()).position(mark);
      isBegun = false;
      throw failure;
    }
  }

  private void stream(Response.Streamed streamed) throws Exception {
    length = streamed.length();
    if (sendsBody()) {
      streamed.writer().writeTo(new StreamedBody());
      isOver = true;
      if (length >= 0 && sent != length) {
        throw new IllegalStateException(
            "the body has " + sent + " bytes, and was said to have " + length);
      }
    }
    beginStream();
    if (sendsBody() && isChunked()) {
      ResponseWriter.lastChunk(output.room(CHUNK_LINE));
    }
  }

  private void write(ByteBuffer... sources) throws IOException {
    long count = 0;
    for (ByteBuffer source : sources) {
      count += source.remaining();
    }
    if (!beginPart(count)) {
      return;
    }
    if (count <= COPIED) {
      copy(sources, (int) count);
    } else {
      gather(sources);
    }
    sent += count;
  }

  /// The end of the chunk goes out with what follows it.
  private void send(FileSource file, long position, long count) throws IOException {
    if (position < 0 || count < 0) {
      throw new IllegalArgumentException("no part of a file: " + position + ", " + count);
    }
    if (!beginPart(count)) {
      return;
    }
    output.transfer(file, position, count);
    if (isChunked()) {
      ResponseWriter.endLine(output.room(LINE_END.capacity()));
    }
    sent += count;
  }

  /// Puts what stands before a part of `count` bytes.
  ///
  /// @return false if there is nothing to send
  private boolean beginPart(long count) throws IOException {
    if (isOver) {
      throw new IllegalStateException("the response is over");
    }
    if (length >= 0 && count > length - sent) {
      throw new IllegalStateException("the body is longer than the " + length + " bytes it has");
    }
    if (count == 0) {
      return false;
    }
    beginStream();
    connection.sending(true);
    if (isChunked()) {
      ResponseWriter.chunk(output.room(CHUNK_LINE), count);
    }
    return true;
  }

  private void copy(ByteBuffer[] sources, int count) throws IOException {
    ByteBuffer out = output.room(count + LINE_END.capacity());
    for (ByteBuffer source : sources) {
      out.put(source);
    }
    if (isChunked()) {
      ResponseWriter.endLine(out);
    }
    output.flush();
  }

  private void gather(ByteBuffer[] sources) throws IOException {
    if (!isChunked()) {
      output.flushWith(sources);
      return;
    }
    ByteBuffer[] all = Arrays.copyOf(sources, sources.length + 1);
    all[sources.length] = LINE_END.duplicate();
    output.flushWith(all);
  }

  /// As late as possible: until then the writer may ask for the request's body, or fail.
  private void beginStream() throws IOException {
    if (!isBegun) {
      begin(length, 0);
    }
  }

  /// Puts the head.
  ///
  /// @param bodyLength that it says, or UNKNOWN
  /// @param more bytes there must be room for behind it
  /// @return the buffer, with that room
  private ByteBuffer begin(long bodyLength, int more) throws IOException {
    int bound = bound();
    if (bound > OutputPool.BYTES) {
      throw new IllegalStateException(
          "the response's head is too long: " + bound + " bytes; limit " + OutputPool.BYTES);
    }
    length = bodyLength;
    keepsAlive = mayKeepAlive();
    if (body != null) {
      body.responseBegins();
    }
    long now = service.nanos();
    connection.active(now);
    ByteBuffer out = output.room(bound + more);
    ResponseWriter.head(
        out, response.status(), response.headers(), service.date(now), framing(), persistence());
    isBegun = true;
    return out;
  }

  private boolean mayKeepAlive() throws IOException {
    if (head == null || !head.keepsAlive() || service.isDraining()) {
      return false;
    }
    if (head.method().equals(Method.CONNECT) || (isUnframed() && sendsBody())) {
      return false;
    }
    return body == null || (body.failure() == null && !body.isHeldBack() && isLittleLeft(body));
  }

  /// Whether what the handler left of the request's body is worth reading. A streamed response may
  /// still be reading it.
  private boolean isLittleLeft(ServerBody body) {
    return response.body() instanceof Response.Streamed
        || body.left() <= service.limits.body().unreadBytes();
  }

  private long framing() {
    if (response.status().isBodiless() || isUnframed()) {
      return ResponseWriter.UNSAID;
    }
    return length == RequestBody.UNKNOWN ? ResponseWriter.CHUNKED : length;
  }

  private Persistence persistence() {
    if (!keepsAlive) {
      return Persistence.CLOSE;
    }
    return isOld() ? Persistence.KEEP_ALIVE : Persistence.IMPLIED;
  }

  private boolean sendsBody() {
    boolean isHead = head == null ? connection.isHead() : head.method().equals(Method.HEAD);
    return !isHead && !response.status().isBodiless();
  }

  private boolean isChunked() {
    return length == RequestBody.UNKNOWN && !isOld();
  }

  /// The body ends where the connection does.
  private boolean isUnframed() {
    return length == RequestBody.UNKNOWN && isOld();
  }

  private boolean isOld() {
    return head != null && head.version() == Version.HTTP_1_0;
  }

  private int bound() {
    return ResponseWriter.bound(response.status(), response.headers());
  }

  /// What a writer of a streamed body holds.
  private final class StreamedBody implements Response.Sink {
    @Override
    public void write(ByteBuffer... sources) throws IOException {
      Reply.this.write(sources);
    }

    @Override
    public void send(FileSource file, long position, long count) throws IOException {
      Reply.this.send(file, position, count);
    }
  }
}
