package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One part of a form: a field, or a file. Its body can be read until there is a [next
/// one][FormParts#next].
public final class FormPart {
  /// Whose names are known; others are refused with a 415.
  private static final List<Charset> CHARSETS = List.of(UTF_8, US_ASCII, ISO_8859_1);

  private final Headers headers;
  private final String name;
  private final @Nullable String filename;
  private final IncomingBody body;

  private FormPart(Headers headers, String name, @Nullable String filename, FormParts parts) {
    this.headers = headers;
    this.name = name;
    this.filename = filename;
    this.body = new PartBody(parts);
  }

  static FormPart of(Headers headers, FormParts parts) throws BadRequest {
    checkTransfer(headers);
    List<String> dispositions = headers.all("Content-Disposition");
    Parameters disposition =
        Parameters.parse(dispositions.size() == 1 ? dispositions.getFirst() : null);
    if (disposition == null || !disposition.value().equalsIgnoreCase("form-data")) {
      throw new BadRequest("a part of the form does not have one Content-Disposition: form-data");
    }
    String name = disposition.get("name");
    if (name == null) {
      throw new BadRequest("a part of the form has no name");
    }
    return new FormPart(headers, utf8(name), Filename.of(disposition), parts);
  }

  private static void checkTransfer(Headers headers) throws BadRequest {
    String coding = headers.first("Content-Transfer-Encoding");
    if (coding != null && !List.of("7bit", "8bit", "binary").contains(lower(coding))) {
      throw new BadRequest(
          Status.UNSUPPORTED_MEDIA_TYPE, "a part has a transfer coding: " + coding);
    }
    String type = headers.first("Content-Type");
    if (type != null && lower(type).startsWith("multipart/mixed")) {
      throw new BadRequest(
          Status.UNSUPPORTED_MEDIA_TYPE, "a part consists of parts, of which no use is made here");
    }
  }

  /// The name of the field, of which more than one may come.
  public String name() {
    return name;
  }

  /// What the client calls the file, without the path that some send along; empty when nothing was
  /// chosen; null for what is no file. It has no slashes, backslashes or control characters, and is
  /// not `.` or `..`; all else it may be, so don't use it as a name of a file of yours.
  public @Nullable String filename() {
    return filename;
  }

  public boolean isFile() {
    return filename != null;
  }

  /// Its Content-Type as the client says; null when it does not.
  public @Nullable String type() {
    return headers.first("Content-Type");
  }

  /// All its fields.
  public Headers headers() {
    return headers;
  }

  /// Of which nobody knows how long it is.
  public IncomingBody body() {
    return body;
  }

  /// What is left of the body, as text: UTF-8, unless its type says ASCII or Latin-1.
  ///
  /// - **Waits**: for it.
  ///
  /// @throws BadRequest with a 413 if it has more than `limit` bytes, 415 for another charset, 400
  ///   if it is not in that
  public String text(int limit) throws IOException {
    Charset charset = charset();
    return Percent.text(body.readAll(limit), charset);
  }

  private Charset charset() throws BadRequest {
    Parameters type = Parameters.parse(type());
    String charset = type == null ? null : type.get("charset");
    if (charset == null) {
      return UTF_8;
    }
    for (Charset known : CHARSETS) {
      if (known.name().equalsIgnoreCase(charset)) {
        return known;
      }
    }
    throw new BadRequest(Status.UNSUPPORTED_MEDIA_TYPE, "a part is in the charset " + charset);
  }

  /// What stands in a field as Latin-1, and was UTF-8.
  static String utf8(String latin) throws BadRequest {
    return Percent.text(latin.getBytes(ISO_8859_1), UTF_8);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return filename == null ? name : name + " (" + filename + ")";
  }

  private final class PartBody implements IncomingBody {
    private final FormParts parts;

    PartBody(FormParts parts) {
      this.parts = parts;
    }

    @Override
    public ByteBuffer read() throws IOException {
      return parts.read(FormPart.this);
    }

    @Override
    public long length() {
      return UNKNOWN;
    }
  }
}
