package io.weightless.http;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Serves the files below one directory, and nothing else: a path can't lead out of it, and neither
/// can a link. Directories show their `index.html`, or else a listing, also of what begins with a
/// dot.
///
/// - **Conditions and parts**: as RFC 9110, sections 13 and 14, with a strong ETag made of the time
///   of the last change and the size; so what is changed keeping both is taken for the same.
/// - **Codings**: where `name.br` or `name.gz` lie beside `name`, a client that accepts it gets
///   that instead, unless it is older than `name` by more than a second.
/// - **Limit**: [ByteRange#MOST] parts in one response; whoever asks for more gets the whole.
/// - **Waits**: never, but each look at the disk holds the loop.
public final class StaticFiles implements Handler {
  private static final String INDEX = "index.html";
  private static final Allow READING = Allow.of(Method.GET);

  private final Files files;
  private final ServedTree tree;
  private final Representations representations;

  private StaticFiles(ServedTree tree) {
    this.files = tree.files();
    this.tree = tree;
    this.representations = new Representations(files);
  }

  /// Serves the files below `directory`.
  ///
  /// @throws IOException if it is no directory, or can't be read
  /// @throws IllegalStateException outside a task, or without files
  public static StaticFiles below(Path directory) throws IOException {
    Files files = Reactor.current().service(Files.class);
    Path root = files.real(directory);
    if (files.info(root).kind() != FileInfo.Kind.DIRECTORY) {
      throw new IOException(directory + " is not a directory");
    }
    return new StaticFiles(new ServedTree(files, root));
  }

  @Override
  public Response handle(Request request) throws IOException {
    if (!READING.permits(request.method())) {
      return READING.answer(request.method());
    }
    FilePath path = FilePath.of(request.target());
    if (path == null) {
      return Page.failure(Status.BAD_REQUEST, "There can't be such a path.");
    }
    try {
      return answer(request, path);
    } catch (AccessDeniedException _) {
      return Page.failure(Status.FORBIDDEN, "This may not be read.");
    } catch (NoSuchFileException _) {
      return Page.failure(Status.NOT_FOUND, "There is nothing here.");
    }
  }

  private Response answer(Request request, FilePath path) throws IOException {
    Path real = tree.find(path.names());
    FileInfo info = files.info(real);
    return switch (info.kind()) {
      case FILE -> {
        if (path.isDirectory()) {
          throw new NoSuchFileException(real.toString());
        }
        yield file(request, path.names().getLast(), real, info);
      }
      case DIRECTORY ->
          path.isDirectory() ? directory(request, path, real) : redirect(request, path);
      case OTHER -> throw new AccessDeniedException(real.toString(), null, "is not a file");
    };
  }

  private Response directory(Request request, FilePath path, Path real) throws IOException {
    Path index = index(path);
    if (index == null) {
      return Listing.of(path.shown(), files.list(real));
    }
    return file(request, INDEX, index, files.info(index));
  }

  /// Null if there is none for us.
  private @Nullable Path index(FilePath directory) throws IOException {
    List<String> names = new ArrayList<>(directory.names());
    names.add(INDEX);
    try {
      Path index = tree.find(names);
      return files.info(index).kind() == FileInfo.Kind.FILE ? index : null;
    } catch (NoSuchFileException | AccessDeniedException _) {
      return null;
    }
  }

  private Response file(Request request, String name, Path path, FileInfo info) throws IOException {
    Instant now = Reactor.current().clock().now();
    List<Representation> all = representations.of(path, name, info, now);
    if (all.size() > 1) {
      for (Coding coding : AcceptEncoding.of(request.headers()).inOrder()) {
        Response response = coded(request, all, coding, now);
        if (response != null) {
          return response;
        }
      }
    }
    return opened(request, all.getFirst(), now);
  }

  /// Null if it is not there so, or not for us.
  private @Nullable Response coded(
      Request request, List<Representation> all, Coding coding, Instant now) throws IOException {
    for (Representation file : all) {
      if (file.coding() == coding) {
        try {
          tree.inside(file.path());
          return opened(request, file, now);
        } catch (NoSuchFileException | AccessDeniedException _) {
          return null;
        }
      }
    }
    return null;
  }

  /// Opens first: what can't be read has no response that depends on conditions.
  private Response opened(Request request, Representation file, Instant now) throws IOException {
    FileSource source = files.open(file.path());
    Response response = null;
    try {
      Representation seen = seen(file, source, now);
      response = new FileAnswer(files, request, seen, source, now).response();
      return response;
    } finally {
      if (response == null || !(response.body() instanceof Response.FileRegion)) {
        source.close();
      }
    }
  }

  /// What was opened may be another file than the one that was looked at.
  private Representation seen(Representation file, FileSource source, Instant now)
      throws IOException {
    long size = source.size();
    return size == file.info().size() ? file : file.again(files.info(file.path()), size, now);
  }

  /// Built from names, not from what was sent: `//host` would lead elsewhere.
  private static Response redirect(Request request, FilePath path) {
    String query = request.query();
    return Page.failure(
            Status.MOVED_PERMANENTLY, "This is a directory; its path ends with a slash.")
        .with("Location", path.encoded() + (query == null ? "" : "?" + query));
  }
}
