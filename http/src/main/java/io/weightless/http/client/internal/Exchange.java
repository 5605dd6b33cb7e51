package io.weightless.http.client.internal;

import io.weightless.engine.internal.Suspension;
import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Version;
import io.weightless.http.client.BadResponse;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpProxy;
import io.weightless.http.internal.wire.ResponseHead;
import io.weightless.net.Stream;
import io.weightless.net.tls.TlsClient;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// One request, and the response to it, over one connection.
public final class Exchange {
  private static final int SWITCHING_PROTOCOLS = 101;

  /// Who says this or more, and closes, wants no more of a body (RFC 9112, section 9.5).
  private static final int LEAST_REFUSAL = 300;

  private final Connection connection;
  private final ClientRequest request;
  private final Sending sending;
  private int interim;

  /// Whether the connection may be used again; known with the final head.
  private boolean isLast;

  /// The connection is somebody else's, or closed.
  private boolean isOver;

  private @Nullable ResponseBody body;

  private Exchange(Connection connection, ClientRequest request) {
    this.connection = connection;
    this.request = request;
    this.sending = new Sending(connection, request);
  }

  /// Sends `request`, once more over a new connection if the first one was dead.
  ///
  /// - **Waits**: until the head of the response is here.
  public static ClientResponse run(
      Pool pool, ClientRequest request, TlsClient tls, @Nullable HttpProxy proxy)
      throws IOException {
    Suspension.checkpoint();
    Destination destination = Destination.of(request, tls, proxy);
    if (!mayBeSentTwice(request)) {
      look(pool);
    }
    Exchange first = new Exchange(pool.take(destination, false), request);
    try {
      return first.send();
    } catch (IOException dead) {
      if (!first.mayRepeat()) {
        throw dead;
      }
    }
    return new Exchange(pool.take(destination, true), request).send();
  }

  private static boolean mayBeSentTwice(ClientRequest request) {
    return request.isIdempotent() && !(request.body() instanceof Body.Streamed);
  }

  /// Has the loop see what has come in while somebody held it, so that a connection whose server
  /// has hung up since is idle no more.
  ///
  /// - **Waits**: for the network's next turn, and that of the tasks that it tells.
  private static void look(Pool pool) {
    if (pool.idle() > 0) {
      Task.sleep(Duration.ZERO);
      Suspension.yield();
    }
  }

  /// Nothing of a response came over a connection that was good once, and to send it again does no
  /// harm.
  private boolean mayRepeat() {
    return connection.isUsed()
        && connection.isDead()
        && !connection.isAnswered()
        && request.isIdempotent()
        && sending.mayRepeat();
  }

  private ClientResponse send() throws IOException {
    boolean isDone = false;
    try {
      sending.begin();
      ClientResponse response = respond(awaitResponse());
      isDone = true;
      return response;
    } catch (BadRequest bad) {
      throw new BadResponse(String.valueOf(bad.getMessage()));
    } finally {
      if (!isDone) {
        abort();
      }
    }
  }

  private ResponseHead awaitResponse() throws IOException {
    ResponseHead head = null;
    if (sending.isHeldBack()) {
      head =
          Scope.<@Nullable ResponseHead, IOException>runOr(
              Deadline.after(connection.pool().limits().times().goOn()),
              null,
              _ -> awaitWhileHeldBack());
      sending.goOn(head);
    }
    while (head == null) {
      head = next();
    }
    return head;
  }

  /// Null when the server has asked for the body.
  private @Nullable ResponseHead awaitWhileHeldBack() throws IOException {
    ResponseHead head = null;
    while (head == null && !sending.isAsked()) {
      head = next();
    }
    return head;
  }

  /// The final head; null for another one.
  private @Nullable ResponseHead next() throws IOException {
    ResponseHead head = connection.parser().parse(connection.input());
    while (head == null) {
      if (!connection.more()) {
        throw ended();
      }
      head = connection.parser().parse(connection.input());
    }
    if (head.isInterim() && !isSwitch(head)) {
      pass(head);
      return null;
    }
    return head;
  }

  private boolean isSwitch(ResponseHead head) {
    return head.status().code() == SWITCHING_PROTOCOLS
        && head.version() == Version.HTTP_1_1
        && request.headers().contains("Upgrade");
  }

  private void pass(ResponseHead head) throws BadResponse {
    int most = connection.pool().limits().responses().interim();
    if (head.status().code() == SWITCHING_PROTOCOLS) {
      throw new BadResponse("the server switches protocols, and nobody has asked for that");
    }
    if (++interim > most) {
      throw new BadResponse("there are too many interim responses; limit " + most);
    }
    if (head.status().code() == 100) {
      sending.ask();
    }
  }

  private IOException ended() {
    IOException failure = sending.failure();
    if (failure != null) {
      return failure;
    }
    return new BadResponse(
        connection.parser().hasBegun()
            ? "the connection ended within the head of a response"
            : connection.destination() + " ended the connection before it answered");
  }

  private ClientResponse respond(ResponseHead head) throws IOException {
    if (isSwitch(head)) {
      isOver = true;
      sending.cut();
      Stream stream = connection.leavePool();
      return ClientResponse.switching(request, head.status(), head.headers(), stream);
    }
    isLast =
        !head.keepsAlive()
            || (head.bodyLength() == ResponseHead.UNTIL_END && hasBody(head))
            || wantsClose();
    if (!head.keepsAlive() && head.status().code() >= LEAST_REFUSAL) {
      sending.cut();
    }
    IncomingBody incoming = IncomingBody.empty();
    if (hasBody(head)) {
      ResponseBody coming = new ResponseBody(this, connection, head.bodyLength());
      body = coming;
      incoming = coming;
    } else {
      finish();
    }
    return ClientResponse.of(request, head.status(), head.headers(), incoming, this::close);
  }

  private boolean hasBody(ResponseHead head) {
    return head.bodyLength() != 0
        && !head.status().isBodiless()
        && !request.method().equals(Method.HEAD);
  }

  private boolean wantsClose() {
    return request.headers().contains("Connection")
        && request.headers().elements("Connection").stream().anyMatch("close"::equalsIgnoreCase);
  }

  /// The response was read to its end. What is left of the request is of no use to anybody.
  void finish() {
    if (isOver) {
      return;
    }
    isOver = true;
    boolean isClean = sending.isDone() && !connection.input().hasRemaining();
    if (isLast || !isClean || connection.isClosed()) {
      sending.cut();
      connection.close();
    } else {
      connection.pool().giveBack(connection);
    }
  }

  /// Ends it so that the server sees that something was not finished. Idempotent.
  void abort() {
    if (!isOver) {
      isOver = true;
      sending.cut();
      connection.abort();
    }
  }

  /// Nobody reads on. Whoever still waits for a part gets a failure.
  private void close() {
    ResponseBody left = body;
    if (isOver || left == null || left.isClosed()) {
      return;
    }
    int most = connection.pool().limits().responses().unreadBytes();
    left.close();
    if (isLast || left.isReading() || !left.skipWhatIsHere() || left.left() > most) {
      abort();
    } else if (!left.isFinished()) {
      drain(left, most);
    } else {
      finish();
    }
  }

  /// In a task of its own, which has as long as a server may take to ask for a body.
  private void drain(ResponseBody left, int most) {
    Deadline deadline = Deadline.after(connection.pool().limits().times().goOn());
    try {
      connection
          .pool()
          .tasks()
          .execute(() -> {
            if (!Scope.<Boolean, RuntimeException>runOr(deadline, false, _ -> left.skip(most))) {
              abort();
            }
          });
    } catch (RejectedExecutionException _) {
      abort();
    }
  }
}
