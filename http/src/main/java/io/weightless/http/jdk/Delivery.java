package io.weightless.http.jdk;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.internal.Hangup;
import io.weightless.reactor.Cancelled;
import io.weightless.sync.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One exchange between an application, which runs where it likes, and the connection's task, which
/// reads and writes for it.
final class Delivery {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Request request;
  private final ApplicationTasks tasks;
  private final Errands errands;

  // Of the reactor, all of them:

  /// Of the request's body, and not yet taken by the application.
  private ByteBuffer arrived = NOTHING;

  private @Nullable Answer answer;

  /// Behind what was written, when the application has closed the response.
  private @Nullable ByteBuffer rest;

  /// Why the connection is to be ended.
  private @Nullable String broken;

  /// What the client has done wrong, if it has.
  private @Nullable BadRequest blame;

  private Body.@Nullable Sink sink;
  private @Nullable IOException gone;
  private final Event sent = new Event();
  private Runnable abandoned = () -> {};
  private Runnable ended = () -> {};

  /// @param isForeign whether the application has an executor of its own
  Delivery(Request request, ApplicationTasks tasks, boolean isForeign) {
    this.request = request;
    this.tasks = tasks;
    this.errands = new Errands(tasks, isForeign);
  }

  /// @param abandoned called when the server ends the exchange before the application has
  /// @param over called when the connection is done with it
  void watch(Runnable abandoned, Runnable over) {
    this.abandoned = abandoned;
    this.ended = over;
  }

  // The application's side.

  /// The next bytes of the request; nothing remaining means the end. They are lent where the caller
  /// runs on the reactor: see [#isReadable].
  ByteBuffer read() throws IOException {
    boolean isHere = tasks.areHere();
    return errands.ask(() -> isHere ? arrive() : copy(arrive()));
  }

  /// What did not come back to who asked for it, as that was cancelled, comes first.
  private ByteBuffer arrive() throws IOException {
    if (!arrived.hasRemaining()) {
      try {
        arrived = request.body().read();
      } catch (BadRequest bad) {
        blame = bad;
        throw bad;
      }
    }
    return arrived;
  }

  /// Other threads must not see what is lent, for the loop goes on.
  private ByteBuffer copy(ByteBuffer lent) {
    if (lent.hasRemaining()) {
      arrived = ByteBuffer.allocate(lent.remaining()).put(lent).flip();
    }
    return arrived;
  }

  /// Whether the caller may look into what it has read: it has a copy, or is alone.
  boolean isReadable(boolean isLent) {
    return !isLent || (tasks.areHere() && !errands.isOver());
  }

  boolean isHere() {
    return tasks.areHere();
  }

  void begin(Answer head) throws IOException {
    errands.tell(() -> answer = head);
  }

  /// Writes all of `part`, which is the caller's again when this returns.
  void write(ByteBuffer part) throws IOException {
    errands.askSurely(() -> {
      onSink(present -> present.write(part));
      return part;
    });
  }

  void flush() throws IOException {
    errands.askSurely(() -> {
      onSink(Body.Sink::flush);
      return NOTHING;
    });
  }

  private interface Output {
    void to(Body.Sink sink) throws IOException;
  }

  private void onSink(Output output) throws IOException {
    try {
      output.to(Objects.requireNonNull(sink));
    } catch (IOException failure) {
      gone = failure;
      throw failure;
    }
  }

  /// The response is complete with these bytes.
  void close(ByteBuffer last) throws IOException {
    errands.tell(() -> rest = last);
  }

  /// Ends the connection, without a response, or within one.
  void hangUp(String why) {
    try {
      errands.tell(() -> broken = why);
    } catch (IOException _) {
      // there is nothing left to end
    }
  }

  // The connection's side.

  /// What the application answers.
  ///
  /// - **Waits**: until it does; a cancellation point.
  Response await() throws IOException {
    boolean isStreamed = false;
    try {
      errands.doUntil(() -> answer != null || broken != null);
      Response response = response(head());
      isStreamed = response.body() instanceof Body.Streamed;
      return response;
    } finally {
      if (!isStreamed) {
        over();
      }
    }
  }

  private Answer head() throws IOException {
    Answer head = answer;
    if (head != null) {
      return head;
    }
    if (blame != null) {
      throw blame;
    }
    throw new Hangup(String.valueOf(broken));
  }

  /// What was complete before anybody looked needs no stream.
  private Response response(Answer head) {
    Response response = Response.of(head.status()).with(head.headers());
    ByteBuffer last = rest;
    if (head.isEmpty() && head.length() == 0) {
      return response;
    }
    if (!head.isEmpty() && last != null && last.remaining() == head.length()) {
      return response.with(new Body.Bytes(last));
    }
    return response.with(new Body.Streamed(head.length(), this::writeTo, this::over));
  }

  private void writeTo(Body.Sink target) throws IOException {
    sink = target;
    try {
      errands.doUntil(() -> rest != null || broken != null || gone != null);
    } catch (Cancelled end) {
      abandoned.run();
      throw end;
    }
    if (gone != null) {
      throw gone;
    }
    ByteBuffer last = rest;
    if (last == null) {
      throw new Hangup(String.valueOf(broken));
    }
    target.write(last);
  }

  /// The server needs the application no more.
  void over() {
    if (!errands.isOver()) {
      errands.end("the exchange is over");
      sent.set();
      ended.run();
    }
  }

  /// Whether the application has done its part, and the connection not yet its own.
  boolean isBeingSent() {
    return rest != null && !sent.isSet();
  }

  void awaitSent() {
    sent.await();
  }

  /// Whether the client is there and keeps to the rules, and the connection waits for the
  /// application, as far as is known.
  boolean isIntact() {
    return gone == null && blame == null && !errands.isOver();
  }
}
