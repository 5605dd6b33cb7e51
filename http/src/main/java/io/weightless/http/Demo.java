package io.weightless.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// What `serve --demo` adds: `GET /plaintext` says hello, `POST /echo` sends the body back as it
/// comes in.
public final class Demo implements Handler {
  private static final Allow READING = Allow.of(Method.GET);
  private static final Allow POSTING = Allow.of(Method.POST);

  /// Else the response's head could become too long.
  private static final int LONGEST_TYPE = 1024;

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
      default -> others.handle(request);
    };
  }

  private static Response plaintext(Request request) {
    if (!READING.permits(request.method())) {
      return READING.answer(request.method());
    }
    return Response.ok("Hello, World!");
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
