package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.Body;
import io.weightless.http.IncomingBody;
import io.weightless.http.internal.wire.Characters;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A `multipart/form-data` body to send (RFC 7578). Immutable: each method gives one with one more
/// part.
///
/// ```java
/// MultipartBody form = MultipartBody.empty().field("id", "7").file("photo", path, "image/png");
/// client.send(ClientRequest.post(url, form.body()).with("Content-Type", form.type()));
/// ```
///
/// Names are sent in UTF-8, with `%22`, `%0D` and `%0A` for quotes and line ends, as browsers do
/// (the HTML standard of the WHATWG, section 4.10.21.8); readers may leave that as it is.
public final class MultipartBody {
  private record Part(ByteBuffer head, Body content) {}

  private final String boundary;
  private final List<Part> parts;

  private MultipartBody(String boundary, List<Part> parts) {
    this.boundary = boundary;
    this.parts = parts;
  }

  /// One without parts, with a boundary of 128 bits of the reactor's random.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static MultipartBody empty() {
    return new MultipartBody(Boundary.random(Reactor.current().random()), List.of());
  }

  /// This and a field, in UTF-8.
  public MultipartBody field(String name, String value) {
    Body content = new Body.Bytes(Percent.utf8(value).asReadOnlyBuffer());
    return and(disposition(name), content);
  }

  /// This and a file whose content is `content`.
  ///
  /// @param type its Content-Type
  /// @throws IllegalArgumentException for part of an open file: name its path, so that it is opened
  ///   when it is sent, and closed
  public MultipartBody file(String name, String filename, String type, Body content) {
    if (content instanceof Body.FileRegion) {
      throw new IllegalArgumentException("an open file may never be sent; say which path it has");
    }
    if (content instanceof Body.Tunnel) {
      throw new IllegalArgumentException("a tunnel is no part of a form");
    }
    if (!Characters.isFieldValue(type)) {
      throw new IllegalArgumentException("not a type: \"" + type + "\"");
    }
    String filenameAndType = "; filename=\"" + escaped(filename) + "\"\r\nContent-Type: " + type;
    return and(disposition(name) + filenameAndType, content);
  }

  /// This and the file at `path`, under its own name. It is opened when the body is sent, and
  /// should not have changed by then.
  ///
  /// - **Waits**: for the disk, to know how long it is.
  public MultipartBody file(String name, Path path, String type) throws IOException {
    long size = files().info(path).size();
    Body.Streamed content = new Body.Streamed(size, sink -> sendFile(path, size, sink));
    return file(name, String.valueOf(path.getFileName()), type, content);
  }

  private static void sendFile(Path path, long size, Body.Sink sink) throws IOException {
    try (FileSource file = files().open(path)) {
      sink.send(file, 0, size);
    }
  }

  /// The value of its Content-Type.
  public String type() {
    return FormParts.TYPE + "; boundary=" + boundary;
  }

  /// It has a length if all its parts have one; it can be sent again if they can.
  public Body body() {
    long length = end().length;
    for (Part part : parts) {
      long content = part.content.length();
      if (content == IncomingBody.UNKNOWN) {
        return new Body.Streamed(IncomingBody.UNKNOWN, this::writeTo, this::closeParts);
      }
      length += part.head.remaining() + content;
    }
    return new Body.Streamed(length, this::writeTo, this::closeParts);
  }

  private void closeParts() throws IOException {
    for (Part part : parts) {
      part.content.close();
    }
  }

  private void writeTo(Body.Sink sink) throws Exception {
    for (Part part : parts) {
      sink.write(part.head.duplicate());
      switch (part.content) {
        case Body.None _ -> {}
        case Body.Bytes bytes -> sink.write(bytes.content().duplicate());
        case Body.FileRegion _, Body.Tunnel _ -> throw new AssertionError(); // refused
        case Body.Streamed streamed -> streamed.writer().writeTo(sink);
      }
    }
    sink.write(ByteBuffer.wrap(end()));
  }

  private byte[] end() {
    return ((parts.isEmpty() ? "--" : "\r\n--") + boundary + "--\r\n").getBytes(UTF_8);
  }

  private MultipartBody and(String fields, Body content) {
    String start = (parts.isEmpty() ? "--" : "\r\n--") + boundary + "\r\n";
    ByteBuffer head = Percent.utf8(start + fields + "\r\n\r\n");
    List<Part> more = new ArrayList<>(parts);
    more.add(new Part(head, content));
    return new MultipartBody(boundary, List.copyOf(more));
  }

  private static String disposition(String name) {
    return "Content-Disposition: form-data; name=\"" + escaped(name) + "\"";
  }

  private static String escaped(String name) {
    String escaped = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    if (escaped.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a name has no control characters: \"" + name + "\"");
    }
    return escaped;
  }

  private static Files files() {
    return Reactor.current().service(Files.class);
  }
}
