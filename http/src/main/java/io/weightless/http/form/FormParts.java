package io.weightless.http.form;

import io.weightless.http.BadRequest;
import io.weightless.http.IncomingBody;
import io.weightless.http.Request;
import io.weightless.http.Status;
import io.weightless.http.form.PartDecoder.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The parts of a `multipart/form-data` body (RFC 7578), one after the other as they come in:
/// nothing of them is kept.
///
/// ```java
/// FormParts parts = FormParts.of(request);
/// for (FormPart part = parts.next(); part != null; part = parts.next()) {
///   if (part.isFile()) {
///     store(part.filename(), part.body());
///   } else {
///     log(part.name() + " is " + part.text(1000));
///   }
/// }
/// ```
///
/// A part that is itself multipart is given as the bytes that it is; the old form of several files
/// in one part, `multipart/mixed` (RFC 7578, section 4.3), is refused.
///
/// - **Waits**: for the body, at most one buffer ahead of who reads the parts.
/// - **Limit**: `parts`, `headBytes` and `bytes` of its [MultipartLimits].
/// - **Failing**: [BadRequest] when the body is broken, or ends before its last boundary.
///
/// From Weightless' HTTP server.
public final class FormParts {
  /// The Content-Type that it reads, without its boundary.
  public static final String TYPE = "multipart/form-data";

  private final IncomingBody body;
  private final MultipartLimits limits;
  private final PartDecoder decoder;

  /// What `body` has lent.
  private ByteBuffer in = ByteBuffer.allocate(0);

  private long bytes;
  private int parts;

  /// Whose body comes in, or has.
  private @Nullable FormPart present;

  private boolean isInPart;
  private boolean isOver;
  private @Nullable BadRequest failure;

  private FormParts(IncomingBody body, MultipartLimits limits, String boundary) {
    this.body = body;
    this.limits = limits;
    this.decoder = new PartDecoder(boundary, limits.headBytes());
  }

  /// Those of the body of `request`.
  ///
  /// - **Waits**: never.
  ///
  /// @throws BadRequest with a 415 if it is of another type, 400 if that has no boundary
  public static FormParts of(Request request) throws BadRequest {
    return of(request, MultipartLimits.DEFAULT);
  }

  public static FormParts of(Request request, MultipartLimits limits) throws BadRequest {
    return of(request.headers().first("Content-Type"), request.body(), limits);
  }

  /// Those of any body, of a response for instance.
  ///
  /// @param type the value of its Content-Type
  public static FormParts of(@Nullable String type, IncomingBody body, MultipartLimits limits)
      throws BadRequest {
    Parameters parsed = Parameters.parse(type);
    if (parsed == null || !parsed.value().equalsIgnoreCase(TYPE)) {
      throw new BadRequest(Status.UNSUPPORTED_MEDIA_TYPE, "the body is not of the type " + TYPE);
    }
    String boundary = parsed.get("boundary");
    if (boundary == null || !Boundary.isOne(boundary)) {
      throw new BadRequest("the body has no boundary, or one that can't be");
    }
    return new FormParts(body, limits, boundary);
  }

  /// The next part; what was not read of the one before is thrown away, and its body can't be read
  /// any more.
  ///
  /// - **Waits**: for its fields.
  ///
  /// @return null at the end; all of the body has been read then
  public @Nullable FormPart next() throws IOException {
    while (isInPart) {
      read();
    }
    present = null;
    Event event = isOver ? Event.END : event();
    if (event == Event.END) {
      finish();
      return null;
    }
    if (parts == limits.parts()) {
      throw new BadRequest(
          Status.CONTENT_TOO_LARGE, "there are too many parts; limit " + limits.parts());
    }
    parts++;
    isInPart = true;
    FormPart part = FormPart.of(decoder.head(), this);
    present = part;
    return part;
  }

  /// For the body of `part`.
  ByteBuffer read(FormPart part) throws IOException {
    if (part != present) {
      throw new IllegalStateException("there was a next part; the body of this one is gone");
    }
    return isInPart ? read() : ByteBuffer.allocate(0);
  }

  private ByteBuffer read() throws IOException {
    if (event() == Event.DATA) {
      return decoder.data();
    }
    isInPart = false;
    return ByteBuffer.allocate(0);
  }

  private Event event() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return decode();
    } catch (BadRequest bad) {
      failure = bad;
      throw bad;
    }
  }

  private Event decode() throws IOException {
    Event event = decoder.next(in);
    while (event == Event.MORE) {
      if (!more()) {
        throw new BadRequest("the body ends before its last boundary");
      }
      event = decoder.next(in);
    }
    return event;
  }

  /// What follows the last boundary counts, and means nothing.
  private void finish() throws IOException {
    while (!isOver) {
      isOver = !more();
      decoder.next(in);
    }
  }

  private boolean more() throws IOException {
    in = body.read();
    bytes += in.remaining();
    if (bytes > limits.bytes()) {
      throw new BadRequest(
          Status.CONTENT_TOO_LARGE, "the form is too long; limit " + limits.bytes() + " bytes");
    }
    return in.hasRemaining();
  }
}
