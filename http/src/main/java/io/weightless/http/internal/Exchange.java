package io.weightless.http.internal;

import io.weightless.engine.internal.Suspension;
import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.internal.wire.Head;
import io.weightless.http.internal.wire.Target;
import io.weightless.reactor.Cancelled;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One request, and the response to it.
final class Exchange {
  /// What becomes of the connection.
  enum After {
    STAYS,
    ENDS,

    /// It ends, but the client may still be sending what nobody will read.
    LINGERS,

    /// It is one of another protocol from now on.
    SWITCHES
  }

  private static final System.Logger LOG = System.getLogger("io.weightless.http");

  /// To an OPTIONS that asks about nothing that is served here (RFC 9110, section 9.3.7).
  private static final Response ABOUT_SERVER =
      Response.of(Status.NO_CONTENT).with("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");

  private final HttpConnection connection;
  private final Service service;
  private final Head head;
  private final @Nullable ServerBody body;

  /// The one that is being sent, or was.
  private @Nullable Reply reply;

  /// What comes behind it.
  private Body.@Nullable Tunnel tunnel;

  /// It was begun, and will not be finished.
  private boolean isCut;

  Exchange(HttpConnection connection, Head head) {
    this.connection = connection;
    this.service = connection.service();
    this.head = head;
    this.body = head.hasBody() ? new ServerBody(connection, head) : null;
  }

  /// Answers what could not be read as a request.
  static void refuse(HttpConnection connection, BadRequest bad) throws IOException {
    long began = connection.service().startOfService();
    Reply reply = new Reply(connection, null, null, plain(bad));
    reply.sendPlain();
    connection
        .service()
        .log(connection.remote(), connection.requestLine(), Headers.EMPTY, reply, began);
  }

  After run() throws IOException {
    long began = service.startOfService();
    Reply sent;
    try {
      sent = send();
    } finally {
      if (reply != null && reply.isBegun()) {
        service.log(connection.remote(), head, reply, began);
      }
    }
    return after(sent);
  }

  /// Behind which the connection [goes on][After#SWITCHES].
  Body.Protocol protocol() {
    return Objects.requireNonNull(tunnel).protocol();
  }

  private Reply send() throws IOException {
    Response response = null;
    int held = 0;
    try {
      held = connection.holdInput(body != null);
      response = isAboutServer() ? ABOUT_SERVER : service.handler.handle(request());
      finishBody(response);
      Reply first = new Reply(connection, head, body, response);
      reply = first;
      first.send();
      tunnel = response.body() instanceof Body.Tunnel begun ? begun : null;
      return first;
    } catch (Throwable failure) {
      passCancellation(failure);
      return sendInstead(failure);
    } finally {
      service.memory.free(held);
      if (response != null) {
        close(response.body());
      }
    }
  }

  private void close(Body sent) {
    try {
      sent.close();
    } catch (IOException | RuntimeException failure) {
      LOG.log(Level.ERROR, "failed to close the answer to " + head.requestLine(), failure);
    }
  }

  /// Throws on what ends this task. When nobody has cancelled it, the failure is the handler's own:
  /// a cancellation that it kept from elsewhere, or an interrupt.
  private static void passCancellation(Throwable failure) {
    if (failure instanceof Cancelled || failure instanceof InterruptedException) {
      Suspension.checkpoint();
    }
  }

  private boolean isAboutServer() {
    return head.method().equals(Method.OPTIONS) && Target.isServer(head.target());
  }

  private Request request() {
    return new Request(
        head.method(),
        head.target(),
        head.version(),
        head.headers(),
        body == null ? IncomingBody.empty() : body,
        connection.peer());
  }

  /// The handler has read what it wanted, except when it is about to while it writes.
  private void finishBody(Response response) throws IOException {
    if (body != null && !(response.body() instanceof Body.Streamed)) {
      body.skipWhatIsHere();
    }
  }

  /// The handler has failed, or the sending of its response.
  private Reply sendInstead(Throwable failure) throws IOException {
    if (failure instanceof Hangup hangup) {
      throw hangup;
    }
    IOException broken = body == null ? null : body.failure();
    if (broken != null && !(broken instanceof BadRequest)) {
      throw broken;
    }
    if (connection.output().isBroken()) {
      throw new IOException("the client is gone", failure);
    }
    Throwable blame = broken == null ? failure : broken;
    if (!(blame instanceof BadRequest)) {
      LOG.log(Level.ERROR, "failed to answer " + head.requestLine(), blame);
    }
    if (reply != null && reply.isBegun()) {
      return cut(reply, blame);
    }
    Reply second =
        new Reply(
            connection,
            head,
            body,
            blame instanceof BadRequest bad
                ? plain(bad)
                : Response.text(Status.INTERNAL_SERVER_ERROR, Status.INTERNAL_SERVER_ERROR + "\n"));
    reply = second;
    second.sendPlain();
    return second;
  }

  /// The client must see that it did not get all: by a reset, where the end of the connection would
  /// be the end of the body; else by the end, which lets it read what it got.
  private Reply cut(Reply begun, Throwable blame) throws IOException {
    connection.sending(begun.isUnframed());
    if (begun.isUnframed()) {
      throw new IOException("the response was cut off", blame);
    }
    isCut = true;
    return begun;
  }

  private static Response plain(BadRequest bad) {
    return Response.text(bad.status(), bad.status() + ": " + bad.getMessage() + "\n");
  }

  private After after(Reply sent) throws IOException {
    if (tunnel != null) {
      return After.SWITCHES;
    }
    if (isCut) {
      return After.LINGERS;
    }
    if (body == null || body.isFinished()) {
      if (sent.keepsAlive()) {
        return After.STAYS;
      }
      return head.keepsAlive() ? After.LINGERS : After.ENDS; // it may have sent the next request
    }
    if (!sent.keepsAlive()) {
      return After.LINGERS;
    }
    try {
      return body.skip(service.limits.body().unreadBytes()) ? After.STAYS : After.LINGERS;
    } catch (BadRequest _) {
      return After.LINGERS; // it has its response
    }
  }

  /// The request line.
  @Override
  public String toString() {
    return head.requestLine();
  }
}
