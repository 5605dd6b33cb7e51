package io.weightless.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;

/// The answer to a request.
///
/// How the body is framed, whether the connection stays, and the date are the server's business: a
/// response that sets the fields for these is refused. Only `Connection: close` it may say: then it
/// is the last one of its connection.
///
/// @param status not one below 200, but for a 101 with a [Body.Tunnel]
public record Response(Status status, Headers headers, Body body) {
  private static final List<String> SERVERS_OWN =
      List.of("Content-Length", "Transfer-Encoding", "Connection", "Date");
  private static final Headers TEXT = Headers.of("Content-Type", "text/plain; charset=utf-8");
  private static final Headers HTML = Headers.of("Content-Type", "text/html; charset=utf-8");

  public Response {
    if (status.code() < 200 && !status.equals(Status.SWITCHING_PROTOCOLS)) {
      throw new IllegalArgumentException("not a final status: " + status);
    }
    if (headers.size() != 0 && headers != TEXT) {
      refuseServersOwn(headers);
    }
  }

  /// A 200 with a text.
  public static Response ok(String text) {
    return text(Status.OK, text);
  }

  public static Response text(Status status, String text) {
    return new Response(status, TEXT, new Body.Bytes(ByteBuffer.wrap(text.getBytes(UTF_8))));
  }

  public static Response html(Status status, String page) {
    return new Response(status, HTML, new Body.Bytes(ByteBuffer.wrap(page.getBytes(UTF_8))));
  }

  /// A response without a body, as yet.
  public static Response of(Status status) {
    return new Response(status, Headers.EMPTY, Body.None.NONE);
  }

  /// A 200 with these bytes, which are of that type: `application/json`.
  public static Response of(String type, byte[] content) {
    Headers headers = Headers.of("Content-Type", type);
    return new Response(Status.OK, headers, new Body.Bytes(ByteBuffer.wrap(content)));
  }

  /// This, with one more field.
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  public Response with(Headers others) {
    return new Response(status, others, body);
  }

  public Response with(Status other) {
    return new Response(other, headers, body);
  }

  /// The body of this is not [closed][Body#close].
  public Response with(Body other) {
    return new Response(status, headers, other);
  }

  private static void refuseServersOwn(Headers headers) {
    for (String name : SERVERS_OWN) {
      if (headers.contains(name) && !isLast(name, headers)) {
        throw new IllegalArgumentException(name + " is set by the server");
      }
    }
  }

  private static boolean isLast(String name, Headers headers) {
    List<String> values = headers.all(name);
    return name.equals("Connection") && values.stream().allMatch("close"::equalsIgnoreCase);
  }
}
