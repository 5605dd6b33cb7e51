package io.weightless.http.coding;

import io.weightless.http.AcceptEncoding;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Middleware;
import io.weightless.http.Negotiation;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.nio.ByteBuffer;
import java.util.List;

/// Codes the bodies of responses for clients that accept it (RFC 9110, section 12.5.3): the coding
/// that the client likes best, and of those it likes alike the first one.
///
/// Coded is what gets shorter by it: texts, JSON, XML, scripts, SVG and the like; from 1 KiB on
/// where the length is known. Left alone is what has a Content-Encoding already (so the coded files
/// of `StaticFiles`), or a Content-Range, a digest, or `Cache-Control: no-transform`. A client that
/// refuses what is not coded gets everything else coded, whatever it is.
///
/// - **Streams**: what is written is flushed, so that the client can decode it; this is how
///   server-sent events come in time. Whoever writes many small parts gathers them before.
/// - **Files**: are read and coded while they are sent, so not from the kernel to the network;
///   where that matters, lay coded ones beside them.
/// - **Fields**: Content-Encoding and Vary are added, a strong ETag becomes a weak one (section
///   8.8.3), Accept-Ranges goes. To HEAD the same is said, but for the length.
/// - **Waits**: now and then, so that others have their turn: after 64 KiB.
/// - **Cost**: the memory of an encoder, 270 KiB for gzip, while a body is being coded. So many
///   streams that are open for long should be left alone.
///
/// Whoever sees the lengths of encrypted responses, and can have the client ask for what he likes,
/// can find out what else is in them if it is compressed (BREACH). A page that shows a secret, such
/// as a token against forged requests, next to something of the request should say `no-transform`,
/// or hide the secret anew each time.
public final class Compression implements Middleware {
  /// From how many bytes on it is worth the while.
  public static final int LEAST_BYTES = 1024;

  /// What is in memory and has no more is coded before the response begins: its length is known
  /// then.
  private static final int AT_ONCE = Turns.BYTES;

  private static final String FIELD = "Accept-Encoding";

  private final Codings codings;
  private final int leastBytes;

  private Compression(Codings codings, int leastBytes) {
    this.codings = codings;
    this.leastBytes = leastBytes;
  }

  /// With all that is [installed][Codings#installed].
  public static Compression standard() {
    return of(Codings.installed());
  }

  public static Compression of(Codings codings) {
    return new Compression(codings, LEAST_BYTES);
  }

  /// This, with another [#LEAST_BYTES].
  public Compression from(int bytes) {
    return new Compression(codings, bytes);
  }

  @Override
  public Handler around(Handler next) {
    return request -> answer(request, next.handle(request));
  }

  private Response answer(Request request, Response response) throws Exception {
    if (response.status().equals(Status.NOT_MODIFIED)) {
      return unchanged(request, response);
    }
    if (!Compressible.may(response) || request.method().equals(Method.CONNECT)) {
      return response;
    }
    AcceptEncoding accepted = AcceptEncoding.of(request.headers());
    if (!accepted.refusesIdentity() && !Compressible.isWorthIt(response, leastBytes)) {
      return response;
    }
    Response varying = Negotiation.vary(response, FIELD);
    List<ContentCoding> liked = accepted.inOrder(codings.all(), ContentCoding::name);
    return liked.isEmpty() ? varying : coded(request, varying, liked.getFirst());
  }

  /// Whoever has the weak tag got it from here.
  private static Response unchanged(Request request, Response response) {
    String tag = response.headers().first("ETag");
    boolean isOurs =
        tag != null && request.headers().all("If-None-Match").toString().contains("W/" + tag);
    return isOurs ? Negotiation.vary(response.with(weak(response.headers())), FIELD) : response;
  }

  private static Response coded(Request request, Response response, ContentCoding coding)
      throws Exception {
    Headers headers =
        weak(response.headers()).without("Accept-Ranges").with("Content-Encoding", coding.name());
    return response.with(headers).with(body(request, response.body(), coding));
  }

  private static Body body(Request request, Body body, ContentCoding coding) throws Exception {
    if (request.method().equals(Method.HEAD)) {
      return new Body.Streamed(IncomingBody.UNKNOWN, _ -> {}, body::close);
    }
    return switch (body) {
      case Body.None _, Body.Tunnel _ -> body;
      case Body.Bytes bytes -> coded(bytes.content().duplicate(), coding);
      case Body.FileRegion region -> streamed(coding, sink -> sink.put(region), body);
      case Body.Streamed streamed -> streamed(coding, streamed.writer()::writeTo, body);
    };
  }

  private static Body coded(ByteBuffer content, ContentCoding coding) {
    if (content.remaining() > AT_ONCE) {
      return streamed(coding, sink -> sink.put(content, Encoder.Flush.NONE), Body.None.NONE);
    }
    ByteBuffer target = ByteBuffer.allocate(content.remaining() / 2 + Encoder.LEAST_ROOM);
    try (Encoder encoder = coding.encoder()) {
      while (!encoder.encode(content, target, Encoder.Flush.END)) {
        target = ByteBuffer.allocate(target.capacity() * 2).put(target.flip());
      }
    }
    return new Body.Bytes(target.flip());
  }

  private interface Writing {
    void writeTo(CodedSink sink) throws Exception;
  }

  private static Body streamed(ContentCoding coding, Writing writing, Body from) {
    return new Body.Streamed(
        IncomingBody.UNKNOWN,
        sink -> {
          try (CodedSink coded = new CodedSink(coding, sink)) {
            writing.writeTo(coded);
            coded.finish();
          }
        },
        from::close);
  }

  private static Headers weak(Headers headers) {
    String tag = headers.first("ETag");
    return tag == null || tag.startsWith("W/") ? headers : headers.replace("ETag", "W/" + tag);
  }
}
