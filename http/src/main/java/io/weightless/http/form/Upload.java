package io.weightless.http.form;

import io.weightless.http.BadRequest;
import io.weightless.http.Body;
import io.weightless.http.Status;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.net.OpenFile;
import io.weightless.reactor.Reactor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A file of a [MultipartForm]: small ones are in memory, others on the disk until the form is
/// closed.
public final class Upload {
  private final String name;
  private final String filename;
  private final @Nullable String type;
  private final long size;

  /// Null when it is on the disk.
  private final byte @Nullable [] content;

  private final TemporaryFiles disk;

  /// Where it is on the disk; null when it is not, or not any more.
  private @Nullable Path path;

  Upload(FormPart part, byte[] content, TemporaryFiles disk) {
    this(part, content.length, content, null, disk);
  }

  Upload(FormPart part, long size, Path path, TemporaryFiles disk) {
    this(part, size, null, path, disk);
  }

  private Upload(
      FormPart part,
      long size,
      byte @Nullable [] content,
      @Nullable Path path,
      TemporaryFiles disk) {
    this.name = part.name();
    this.filename = String.valueOf(part.filename());
    this.type = part.type();
    this.size = size;
    this.content = content;
    this.path = path;
    this.disk = disk;
  }

  /// The name of its field.
  public String name() {
    return name;
  }

  /// As [FormPart#filename]; empty when there was none.
  public String filename() {
    return filename;
  }

  /// As the client says; null when it does not.
  public @Nullable String type() {
    return type;
  }

  /// In bytes.
  public long size() {
    return size;
  }

  public boolean isOnDisk() {
    return path != null;
  }

  /// All of it.
  ///
  /// - **Waits**: for the disk, where it is on one.
  ///
  /// @throws BadRequest with a 413 if that is more than `limit`
  public byte[] bytes(int limit) throws IOException {
    if (size > limit) {
      throw new BadRequest(Status.CONTENT_TOO_LARGE, "the file is longer than " + limit + " bytes");
    }
    if (content != null) {
      return content.clone();
    }
    ByteBuffer all = ByteBuffer.allocateDirect((int) size);
    try (FileSource file = open()) {
      while (all.hasRemaining()) {
        if (file.read(all, all.position()) < 0) {
          throw new EOFException("the file has become shorter than " + size + " bytes");
        }
      }
    }
    byte[] bytes = new byte[(int) size];
    all.flip().get(bytes);
    return bytes;
  }

  /// It as a body to send on, while the form is open.
  public Body body() {
    return content == null
        ? new Body.Streamed(size, this::writeTo)
        : new Body.Bytes(ByteBuffer.wrap(content).asReadOnlyBuffer());
  }

  private void writeTo(Body.Sink sink) throws IOException {
    try (FileSource file = open()) {
      sink.send(file, 0, size);
    }
  }

  /// Puts it at `target`, where nothing may be; it stays there when the form is closed. What is on
  /// the disk gets that name at once, so it has to be on the same file system: say to the form in
  /// which directory it keeps its files.
  ///
  /// - **Waits**: for the disk.
  /// - **Cancelled**: it may be there or not.
  ///
  /// @throws IllegalStateException when it was moved, or the form is closed
  public void moveTo(Path target) throws IOException {
    if (content != null) {
      write(ByteBuffer.wrap(content), target);
    } else {
      files().rename(here(), target);
      disk.forget(here());
      path = null;
    }
  }

  private static void write(ByteBuffer content, Path target) throws IOException {
    try (OpenFile file = files().edit(target, StandardOpenOption.CREATE_NEW)) {
      file.write(content, 0);
    }
  }

  private FileSource open() throws IOException {
    return files().open(here());
  }

  private Path here() {
    Path known = path;
    if (known == null || !disk.has(known)) {
      throw new IllegalStateException("the file was moved, or its form is closed");
    }
    return known;
  }

  private static Files files() {
    return Reactor.current().service(Files.class);
  }

  @Override
  public String toString() {
    return name + " (" + filename + ", " + size + " bytes)";
  }
}
