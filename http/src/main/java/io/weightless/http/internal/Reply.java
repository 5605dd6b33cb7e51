package io.weightless.http.internal;

import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.Version;
import io.weightless.http.internal.wire.Head;
import io.weightless.http.internal.wire.ResponseWriter;
import io.weightless.http.internal.wire.ResponseWriter.Persistence;
import io.weightless.http.internal.wire.TrailerNames;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Sends one response: decides how its body is framed and whether the connection stays, and gets
/// the bytes from where they are into the [Output].
final class Reply {
  // I1 before isBegun, nothing of the response is in the output: another one can take its place.

  private final HttpConnection connection;
  private final Service service;
  private final Output output;
  private final @Nullable Head head;
  private final @Nullable ServerBody body;
  private final Response response;

  /// Of the response, and what the server adds.
  private Headers headers;

  /// Whether the response says that the connection ends with it.
  private final boolean isLast;

  private boolean isBegun;
  private boolean keepsAlive;

  /// Of the body, as the head says it.
  private long length;

  private long sent;

  /// Of a streamed body.
  private @Nullable StreamedBody streamed;

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
    this.headers = response.headers();
    this.isLast = headers.contains("Connection"); // which can only be to close it
    if (isLast) {
      headers = headers.without("Connection");
    }
  }

  void send() throws Exception {
    if (response.status().code() < 200 && !isTunnel()) {
      throw new IllegalStateException("a " + response.status() + " needs a tunnel behind it");
    }
    switch (response.body()) {
      case Body.None _ -> begin(0, 0);
      case Body.Bytes bytes -> sendBytes(bytes.content());
      case Body.FileRegion region -> sendFile(region);
      case Body.Streamed streamed -> stream(streamed);
      case Body.Tunnel _ -> beginTunnel();
    }
    connection.sending(false);
  }

  private void beginTunnel() throws IOException {
    boolean isSwitch = response.status().equals(Status.SWITCHING_PROTOCOLS);
    if (!isSwitch && !(isConnect() && response.status().code() / 100 == 2)) {
      throw new IllegalStateException(
          "a tunnel begins with a 101, or a 2xx to CONNECT, not with " + response.status());
    }
    if (isOld() || (body != null && !body.isFinished())) {
      throw new IllegalStateException(
          "a tunnel begins behind a request of HTTP/1.1 that was read to its end");
    }
    begin(0, 0);
  }

  /// For a response with bytes in memory.
  void sendPlain() throws IOException {
    sendBytes(((Body.Bytes) response.body()).content());
    connection.sending(false);
  }

  Status status() {
    return response.status();
  }

  Headers headers() {
    return response.headers();
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
    return streamed == null ? sent : streamed.sent();
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
      sendLarge(content, count);
    }
    sent = sendsBody() ? count : 0;
  }

  private void sendLarge(ByteBuffer content, int count) throws IOException {
    int held = content.isReadOnly() ? 0 : count;
    service.memory.hold(held);
    try {
      begin(count, 0);
      connection.sending(true);
      output.flushWith(content.duplicate());
    } finally {
      service.memory.free(held);
    }
  }

  private void sendFile(Body.FileRegion region) throws IOException {
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
  private void copyFile(Body.FileRegion region, int count) throws IOException {
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

  private void stream(Body.Streamed streamed) throws Exception {
    length = streamed.length();
    if (!sendsBody()) {
      beginStream();
      return;
    }
    StreamedBody writing = new StreamedBody(this, output, length, isChunked());
    this.streamed = writing;
    streamed.writer().writeTo(writing);
    writing.finish();
  }

  /// These will come behind the body. It is too late to say so when the head is gone.
  void announce(Headers trailers) {
    if (!isBegun && !response.headers().contains("Trailer")) {
      headers = headers.replace("Trailer", TrailerNames.of(trailers));
    }
  }

  /// Calls `told` when the server drains, if this is still being sent then.
  void whenDraining(Runnable told) {
    connection.whenDraining(told);
  }

  /// Something of a streamed body is about to go out.
  void beginPart() throws IOException {
    beginStream();
    connection.sending(true);
  }

  /// As late as possible: until then the writer may ask for the request's body, or fail.
  void beginStream() throws IOException {
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
        out, response.status(), headers, service.date(now), framing(), persistence());
    isBegun = true;
    return out;
  }

  private boolean mayKeepAlive() {
    if (isLast || head == null || !head.keepsAlive() || service.isDraining()) {
      return false;
    }
    if (isConnect() || (isUnframed() && sendsBody())) {
      return false;
    }
    return body == null || (body.failure() == null && !body.isHeldBack() && isLittleLeft(body));
  }

  /// Whether what the handler left of the request's body is worth reading. A streamed response may
  /// still be reading it.
  private boolean isLittleLeft(ServerBody body) {
    return response.body() instanceof Body.Streamed
        || body.left() <= service.limits.body().unreadBytes();
  }

  private long framing() {
    if (response.status().isBodiless() || isUnframed() || isTunnel()) {
      return ResponseWriter.UNSAID;
    }
    return length == IncomingBody.UNKNOWN ? ResponseWriter.CHUNKED : length;
  }

  private Persistence persistence() {
    if (isTunnel()) {
      return isConnect() ? Persistence.IMPLIED : Persistence.UPGRADE;
    }
    if (!keepsAlive) {
      return Persistence.CLOSE;
    }
    if (headers.contains("Upgrade")) {
      return Persistence.UPGRADE;
    }
    return isOld() ? Persistence.KEEP_ALIVE : Persistence.IMPLIED;
  }

  private boolean sendsBody() {
    boolean isHead = head == null ? connection.isHead() : head.method().equals(Method.HEAD);
    return !isHead && !response.status().isBodiless();
  }

  private boolean isConnect() {
    return head != null && head.method().equals(Method.CONNECT);
  }

  private boolean isTunnel() {
    return response.body() instanceof Body.Tunnel;
  }

  private boolean isChunked() {
    return length == IncomingBody.UNKNOWN && !isOld();
  }

  /// The body ends where the connection does.
  boolean isUnframed() {
    return length == IncomingBody.UNKNOWN && isOld();
  }

  private boolean isOld() {
    return head != null && head.version() == Version.HTTP_1_0;
  }

  private int bound() {
    return ResponseWriter.bound(response.status(), headers);
  }
}
