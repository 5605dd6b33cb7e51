package io.weightless.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a server answered. Read its body to the end, or close it: either gives the connection back.
/// All but the body may be kept for as long as one likes.
public final class ClientResponse implements AutoCloseable {
  private final ClientRequest request;
  private final Status status;
  private final Headers headers;
  private final IncomingBody body;
  private final Runnable closing;
  private final @Nullable Stream switched;

  private ClientResponse(
      ClientRequest request,
      Status status,
      Headers headers,
      IncomingBody body,
      Runnable closing,
      @Nullable Stream switched) {
    this.request = request;
    this.switched = switched;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.closing = closing;
  }

  /// For those who have one.
  ///
  /// @param closing is run by each [#close]
  public static ClientResponse of(
      ClientRequest request, Status status, Headers headers, IncomingBody body, Runnable closing) {
    return new ClientResponse(request, status, headers, body, closing, null);
  }

  /// One behind which `stream` is one of another protocol.
  public static ClientResponse switching(
      ClientRequest request, Status status, Headers headers, Stream stream) {
    return new ClientResponse(
        request, status, headers, IncomingBody.empty(), stream::close, stream);
  }

  /// For trying what is around a sender.
  public static ClientResponse of(ClientRequest request, Status status, byte[] content) {
    return of(request, status, Headers.EMPTY, IncomingBody.of(content), () -> {});
  }

  /// What it is the response to.
  public ClientRequest request() {
    return request;
  }

  public Status status() {
    return status;
  }

  public Headers headers() {
    return headers;
  }

  /// What comes in, as it is read. It throws [BadResponse] where a request's throws
  /// [BadRequest][io.weightless.http.BadRequest], and its end gives the connection back.
  public IncomingBody body() {
    return body;
  }

  /// All of the body as text, in the charset that `Content-Type` names, or UTF-8.
  ///
  /// - **Waits**: until all of it is here.
  ///
  /// @param limit bytes
  /// @throws BadResponse if there are more
  public String text(int limit) throws IOException {
    return new String(body.readAll(limit), charset(headers.first("Content-Type")));
  }

  /// The connection, when the request has asked for an Upgrade and the server has agreed to it by a
  /// 101 (RFC 9110, section 7.8); null for any other response. It is the caller's from then on, and
  /// the client's no more: closing that does not close it, closing this does.
  public @Nullable Stream switched() {
    return switched;
  }

  /// This with other fields.
  public ClientResponse with(Headers others) {
    return new ClientResponse(request, status, others, body, closing, switched);
  }

  /// This with another body, most often made of this one's; closing it closes this.
  public ClientResponse with(IncomingBody other) {
    return new ClientResponse(request, status, headers, other, closing, switched);
  }

  /// Gives the connection back if the body was read to its end, or little is left of it; else
  /// closes it, as when another task still reads the body. Idempotent.
  ///
  /// - **Waits**: never.
  @Override
  public void close() {
    closing.run();
  }

  /// Status, and what it answers.
  @Override
  public String toString() {
    return status + " to " + request;
  }

  private static Charset charset(@Nullable String type) {
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    int start = lower.indexOf("charset=");
    if (start < 0) {
      return UTF_8;
    }
    String name = lower.substring(start + "charset=".length()).split(";", -1)[0];
    try {
      return Charset.forName(name.replace("\"", "").strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      return UTF_8;
    }
  }
}
