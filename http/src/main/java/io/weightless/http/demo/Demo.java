package io.weightless.http.demo;

import io.weightless.http.Allow;
import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.event.EventStream;
import io.weightless.http.websocket.DeflatePolicy;
import io.weightless.http.websocket.Message;
import io.weightless.http.websocket.Origins;
import io.weightless.http.websocket.WebSocket;
import io.weightless.http.websocket.WebSocketHandler;
import io.weightless.http.websocket.WebSocketLimits;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What `serve --demo` adds: `GET /plaintext` says hello, `POST /echo` sends the body back as it
/// comes in, `/ws` is a WebSocket that sends back what it gets, and `GET /sse` tells the time every
/// second.
public final class Demo implements Handler {
  private static final Allow READING = Allow.of(Method.GET);
  private static final Allow POSTING = Allow.of(Method.POST);

  /// Else the response's head could become too long.
  private static final int LONGEST_TYPE = 1024;

  private static final int LONGEST_MESSAGE = 16 * 1024 * 1024;

  /// A second: some try what happens.
  private static final int MOST_PINGS = 10_000;

  /// For pages from anywhere: it knows nothing that is a secret.
  private static final Handler SOCKET =
      WebSocketHandler.of(Demo::echo)
          .from(Origins.ANY)
          .compressing(DeflatePolicy.DEFAULT)
          .within(WebSocketLimits.DEFAULT.messages(LONGEST_MESSAGE).controls(MOST_PINGS));

  private final Handler others;

  /// Demonstrates, beside `others`.
  public Demo(Handler others) {
    this.others = others;
  }

  @Override
  public Response handle(Request request) throws Exception {
    return switch (request.path()) {
      case "/plaintext" -> plaintext(request);
      case "/echo" -> echo(request);
      case "/ws" -> SOCKET.handle(request);
      case "/sse" -> events(request);
      default -> others.handle(request);
    };
  }

  private static Response plaintext(Request request) {
    if (!READING.permits(request.method())) {
      return READING.answer(request.method());
    }
    return Response.ok("Hello, World!");
  }

  private static void echo(WebSocket socket) throws IOException {
    for (Message next = socket.receive(); next != null; next = socket.receive()) {
      socket.send(next);
    }
  }

  private static Response events(Request request) {
    if (!READING.permits(request.method())) {
      return READING.answer(request.method());
    }
    return EventStream.of(request, new Seconds());
  }

  private static Response echo(Request request) throws BadRequest {
    if (!POSTING.permits(request.method())) {
      return POSTING.answer(request.method());
    }
    String type = request.headers().first("Content-Type");
    if (type != null && type.length() > LONGEST_TYPE) {
      throw new BadRequest("the Content-Type is too long; limit " + LONGEST_TYPE + " bytes");
    }
    IncomingBody body = request.body();
    return Response.of(Status.OK)
        .with("Content-Type", type == null ? "application/octet-stream" : type)
        .with("X-Content-Type-Options", "nosniff")
        .with(new Body.Streamed(body.length(), sink -> copy(body, sink)));
  }

  private static void copy(IncomingBody body, Body.Sink sink) throws IOException {
    for (ByteBuffer part = body.read(); part.hasRemaining(); part = body.read()) {
      sink.write(part);
    }
  }
}
