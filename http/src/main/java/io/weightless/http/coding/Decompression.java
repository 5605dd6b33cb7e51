package io.weightless.http.coding;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Middleware;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.util.List;

/// Decodes the bodies of requests that are coded: the handler reads what the client had before, and
/// finds neither Content-Encoding nor the length that it has no more.
///
/// - **Limit**: see [DecodingLimits]; beyond it, 413. What is malformed is a 400.
///
/// What is coded in a way that nobody knows here, or too often, is not read: its client gets a 415,
/// which says by Accept-Encoding what is known (RFC 7694).
public final class Decompression implements Middleware {
  private final Codings codings;
  private final DecodingLimits limits;

  private Decompression(Codings codings, DecodingLimits limits) {
    this.codings = codings;
    this.limits = limits;
  }

  /// Of all that is [installed][Codings#installed], within [DecodingLimits#DEFAULT].
  public static Decompression standard() {
    return of(Codings.installed(), DecodingLimits.DEFAULT);
  }

  public static Decompression of(Codings codings, DecodingLimits limits) {
    return new Decompression(codings, limits);
  }

  @Override
  public Handler around(Handler next) {
    return request ->
        request.headers().contains("Content-Encoding")
            ? handle(next, request)
            : next.handle(request);
  }

  private Response handle(Handler next, Request request) throws Exception {
    List<ContentCoding> applied = codings.applied(request.headers());
    if (applied == null || applied.size() > limits.codings()) {
      return refused();
    }
    Headers plain = request.headers().without("Content-Encoding");
    if (applied.isEmpty()) {
      return next.handle(request.with(plain));
    }
    Decoded body = Decoded.of(request.body(), applied, limits, BadRequest::new);
    Request decoded = request.with(plain.without("Content-Length")).with(body);
    boolean isStillRead = false;
    try {
      Response response = next.handle(decoded);
      isStillRead = response.body() instanceof Body.Streamed;
      return response.body() instanceof Body.Streamed streamed
          ? response.with(closing(streamed, body))
          : response;
    } finally {
      if (!isStillRead) {
        body.close();
      }
    }
  }

  /// Its writer may read the request's body.
  private static Body closing(Body.Streamed streamed, Decoded body) {
    return new Body.Streamed(
        streamed.length(),
        streamed.writer(),
        () -> {
          try (body) {
            streamed.close();
          }
        });
  }

  private Response refused() {
    String sentence =
        "the body may be coded as " + codings.names() + ", at most " + limits.codings() + " times";
    return Response.text(
            Status.UNSUPPORTED_MEDIA_TYPE, Status.UNSUPPORTED_MEDIA_TYPE + ": " + sentence + "\n")
        .with("Accept-Encoding", codings.names());
  }
}
