package io.weightless.http.client.internal;

import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.HttpProxy;
import io.weightless.http.internal.wire.RequestWriter;
import io.weightless.http.internal.wire.ResponseHead;
import io.weightless.http.internal.wire.ResponseWriter;
import io.weightless.reactor.Cancelled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Writes one request. What fits into one buffer goes out at once; another body is written by a
/// task, while the response is read.
final class Sending {
  private enum State {
    /// The body waits until the server has asked for it.
    HELD,
    WRITING,
    DONE,
    /// The server did not take it; or it was cut.
    ENDED
  }

  private final Connection connection;
  private final ClientRequest request;
  private State state = State.HELD;
  private boolean isAsked;

  /// Whether a streamed body was asked for something.
  private boolean isSpent;

  private @Nullable IOException failure;
  private @Nullable Future<?> task;

  Sending(Connection connection, ClientRequest request) {
    this.connection = connection;
    this.request = request;
  }

  boolean isDone() {
    return state == State.DONE;
  }

  boolean isHeldBack() {
    return state == State.HELD;
  }

  boolean isAsked() {
    return isAsked;
  }

  boolean mayRepeat() {
    return !isSpent;
  }

  /// What a write failed with.
  @Nullable IOException failure() {
    return failure;
  }

  /// - **Waits**: until the system took what goes out at once.
  void begin() throws IOException {
    int inline = inlineBytes();
    String host = request.headers().contains("Host") ? "" : request.url().getRawAuthority();
    String method = request.method().name();
    String target = request.target();
    Headers headers = request.headers();
    HttpProxy proxy = connection.destination().proxy();
    if (proxy != null && connection.destination().isForwarded()) {
      target = request.absoluteTarget();
      String secret = proxy.authorization();
      headers = secret == null ? headers : headers.replace("Proxy-Authorization", secret);
    }
    int bound = RequestWriter.bound(method, target, host, headers);
    boolean isInline = inline >= 0 && inline <= Buffers.BYTES - bound && !expectsGoOn(inline);
    ByteBuffer out = connection.pool().buffers().take(bound);
    RequestWriter.head(out, method, target, host, headers, length());
    if (isInline && request.body() instanceof Body.Bytes bytes) {
      out.put(bytes.content().duplicate());
    }
    state = isInline ? State.DONE : State.HELD;
    flush(out.flip());
    if (state == State.HELD && !expectsGoOn(inline)) {
      start();
    }
  }

  /// A server that did not take it may have answered all the same.
  private void flush(ByteBuffer out) {
    connection.expectOutput();
    try {
      connection.write(out);
    } catch (IOException gone) {
      failure = gone;
      state = State.ENDED;
    } finally {
      connection.pool().buffers().giveBack(out);
    }
  }

  /// How many bytes of body are in memory; -1 if it is elsewhere.
  private int inlineBytes() {
    return switch (request.body()) {
      case Body.None _ -> 0;
      case Body.Bytes bytes -> bytes.content().remaining();
      default -> -1;
    };
  }

  private boolean expectsGoOn(int inline) {
    String expected = request.headers().first("Expect");
    return inline != 0 && "100-continue".equalsIgnoreCase(expected);
  }

  /// As the head says it: nothing of nothing, but for methods that have a body as a rule (RFC 9110,
  /// section 8.6).
  private long length() {
    long length = request.body().length();
    if (request.body() instanceof Body.None) {
      return switch (request.method().name()) {
        case "POST", "PUT", "PATCH" -> 0;
        default -> ResponseWriter.UNSAID;
      };
    }
    return length == IncomingBody.UNKNOWN ? ResponseWriter.CHUNKED : length;
  }

  /// The server has asked for the body.
  void ask() {
    isAsked = true;
  }

  /// It was held back for long enough.
  ///
  /// @param answer if there is one, nobody wants the body
  void goOn(@Nullable ResponseHead answer) {
    if (answer == null && state == State.HELD) {
      start();
    }
  }

  private void start() {
    state = State.WRITING;
    isSpent = request.body() instanceof Body.Streamed;
    try {
      task = connection.pool().tasks().submit(this::write);
    } catch (RejectedExecutionException refused) {
      state = State.ENDED;
      connection.fail(new IOException("the body can't be written: " + refused.getMessage()));
    }
  }

  private void write() {
    try {
      writeBody();
      if (state == State.WRITING) {
        state = State.DONE;
      }
    } catch (Cancelled cut) {
      fail(new IOException("the writing of the body was cancelled", cut));
      throw cut;
    } catch (IOException e) {
      fail(e);
    } catch (Exception | Error e) {
      fail(new IOException("the body of the request failed: " + e, e));
    }
  }

  private void writeBody() throws Exception {
    switch (request.body()) {
      case Body.None _, Body.Tunnel _ -> {}
      case Body.Bytes bytes -> connection.write(bytes.content().duplicate());
      case Body.FileRegion region ->
          connection.transfer(region.file(), region.position(), region.count());
      case Body.Streamed streamed -> {
        BodySink sink = new BodySink(connection, streamed.length());
        try {
          streamed.writer().writeTo(sink);
          sink.finish();
        } finally {
          sink.release();
        }
      }
    }
  }

  /// Of a server that takes no more, the response may still be read.
  private void fail(IOException why) {
    if (state != State.WRITING) {
      return;
    }
    state = State.ENDED;
    failure = why;
    if (!connection.isWriteBroken()) {
      connection.fail(why);
    }
  }

  /// No more of it is written.
  void cut() {
    if (state == State.DONE || state == State.ENDED) {
      return;
    }
    state = State.ENDED;
    if (task != null) {
      task.cancel(true);
    }
  }
}
