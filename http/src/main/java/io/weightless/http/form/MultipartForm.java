package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.http.BadRequest;
import io.weightless.http.Request;
import io.weightless.http.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `multipart/form-data` body, collected: its fields, and its files, of which those beyond a
/// limit are on the disk. Close it, and they are deleted.
///
/// ```java
/// try (MultipartForm form = MultipartForm.read(request)) {
///   Upload photo = form.file("photo");
///   if (photo != null) {
///     photo.moveTo(photos.resolve(form.fields().first("id") + ".png"));
///   }
///   return Response.of(Status.CREATED);
/// }
/// ```
///
/// - **Waits**: [#read] for the body and for the disk, through the reactor's
///   [Files][io.weightless.net.Files]: other tasks go on meanwhile. So does [#close], for the disk.
/// - **Cancelled**: a read that is cancelled, or fails, has deleted what it had on the disk. So
///   does the end of a `try` block, however it comes.
/// - **Limit**: its [MultipartLimits]; and fields are in memory.
///
/// From Weightless' HTTP server, whose form was a dictionary of texts and files.
public final class MultipartForm implements AutoCloseable {
  private final TemporaryFiles disk;
  private final List<Upload> uploads = new ArrayList<>();
  private Form fields = Form.EMPTY;

  private MultipartForm(@Nullable Path directory) {
    this.disk = new TemporaryFiles(directory);
  }

  /// Reads the body of `request` to its end.
  ///
  /// @throws BadRequest with a 415 if it is of another type, 413 beyond a limit, or 400
  public static MultipartForm read(Request request) throws IOException {
    return read(request, MultipartLimits.DEFAULT, null);
  }

  public static MultipartForm read(Request request, MultipartLimits limits) throws IOException {
    return read(request, limits, null);
  }

  /// @param directory for large files; null for that of the system
  public static MultipartForm read(
      Request request, MultipartLimits limits, @Nullable Path directory) throws IOException {
    FormParts parts = FormParts.of(request, limits);
    MultipartForm form = new MultipartForm(directory);
    try {
      form.collect(parts, limits);
      return form;
    } catch (Throwable failure) {
      form.giveUp(failure);
      throw failure;
    }
  }

  /// The parts that are no files.
  public Form fields() {
    return fields;
  }

  /// The first file of that name; null if there is none.
  public @Nullable Upload file(String name) {
    return files(name).stream().findFirst().orElse(null);
  }

  /// The files of that name.
  public List<Upload> files(String name) {
    return uploads.stream().filter(upload -> upload.name().equals(name)).toList();
  }

  /// All files, in the order in which they came. An input where no file was chosen, which browsers
  /// send as an empty file without a name, is none.
  public List<Upload> files() {
    return List.copyOf(uploads);
  }

  /// Deletes its files, but for those that were [moved][Upload#moveTo]. Idempotent.
  ///
  /// - **Waits**: for the disk, also when its task is cancelled.
  @Override
  public void close() throws IOException {
    disk.delete();
  }

  private void collect(FormParts parts, MultipartLimits limits) throws IOException {
    Intake intake = new Intake(limits, disk);
    List<String> texts = new ArrayList<>();
    int left = limits.fieldBytes();
    for (FormPart part = parts.next(); part != null; part = parts.next()) {
      if (part.isFile()) {
        add(intake.take(part));
      } else {
        left -= length(part.name(), left);
        String text = part.text(left);
        left -= length(text, left);
        texts.add(part.name());
        texts.add(text);
      }
    }
    fields = Form.of(texts.toArray(new String[0]));
  }

  private void add(Upload upload) {
    if (upload.size() > 0 || !upload.filename().isEmpty()) {
      uploads.add(upload);
    }
  }

  private static int length(String text, int left) throws BadRequest {
    int length = text.getBytes(UTF_8).length;
    if (length > left) {
      throw new BadRequest(Status.CONTENT_TOO_LARGE, "the fields of the form are too long");
    }
    return length;
  }

  private void giveUp(Throwable failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
