package io.weightless.http;

import io.weightless.http.internal.wire.HttpDate;
import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Serves the files below one directory, and nothing else: a path can't lead out of it, and neither
/// can a link. Directories show their `index.html`, or else a listing.
public final class StaticFiles implements Handler {
  private static final String INDEX = "index.html";

  /// How the reasons begin for which no file can be there.
  private static final List<String> NONE =
      List.of("Not a directory", "File name too long", "Too many levels of symbolic links");

  private final Files files;
  private final Path root;

  private StaticFiles(Files files, Path root) {
    this.files = files;
    this.root = root;
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
    return new StaticFiles(files, root);
  }

  @Override
  public Response handle(Request request) throws IOException {
    if (!request.method().equals(Method.GET) && !request.method().equals(Method.HEAD)) {
      return Page.failure(Status.METHOD_NOT_ALLOWED, "Files can be read only.")
          .with("Allow", "GET, HEAD");
    }
    String path = request.path();
    if (!isTame(path)) {
      return Page.failure(Status.BAD_REQUEST, "There can't be such a path.");
    }
    try {
      return answer(request, names(path));
    } catch (AccessDeniedException _) {
      return Page.failure(Status.FORBIDDEN, "This may not be read.");
    } catch (InvalidPathException _) {
      return notFound();
    } catch (FileSystemException failure) {
      if (!saysThatThereIsNone(failure)) {
        throw failure;
      }
      return notFound();
    }
  }

  /// Whether no file can be there, rather than that it can't be said. For some of that the JDK has
  /// no class, only the system's words.
  private static boolean saysThatThereIsNone(FileSystemException failure) {
    if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
      return true;
    }
    String reason = failure.getReason();
    return reason != null && NONE.stream().anyMatch(reason::startsWith);
  }

  /// Whether no part of `path` can mean something else than a name below the root. Where the
  /// backslash separates names it is not let pass at all; elsewhere it is a character like others,
  /// but nobody needs to try.
  private static boolean isTame(String path) {
    if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
      return false;
    }
    if (File.separatorChar == '\\' && (path.indexOf('\\') >= 0 || path.indexOf(':') >= 0)) {
      return false;
    }
    if (!path.contains("..")) {
      return true;
    }
    for (String name : path.split("[/\\\\]", -1)) {
      if (name.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /// The names in `path`; what means "here" is left out.
  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    int start = 1;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      String name = path.substring(start, end);
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
      start = end + 1;
    }
    return names;
  }

  private Response answer(Request request, List<String> names) throws IOException {
    Path path = files.real(root.resolve(String.join("/", names)));
    if (!path.startsWith(root)) {
      return Page.failure(Status.FORBIDDEN, "This leads out of the served directory.");
    }
    boolean slash = request.path().endsWith("/");
    FileInfo info = files.info(path);
    return switch (info.kind()) {
      case FILE -> slash ? notFound() : file(path, names.getLast(), info);
      case DIRECTORY -> slash ? directory(path, names) : redirect(request, names);
      case OTHER -> Page.failure(Status.FORBIDDEN, "This is not a file.");
    };
  }

  private Response file(Path path, String name, FileInfo info) throws IOException {
    Headers headers =
        Headers.of(
            "Content-Type", MediaTypes.of(name),
            "Last-Modified", HttpDate.format(info.modified()),
            "X-Content-Type-Options", "nosniff");
    FileSource source = files.open(path);
    return new Response(Status.OK, headers, new Response.FileRegion(source, 0, info.size()));
  }

  private Response directory(Path path, List<String> names) throws IOException {
    Path index = path.resolve(INDEX);
    try {
      Path real = files.real(index);
      FileInfo info = files.info(real);
      if (info.kind() == FileInfo.Kind.FILE && real.startsWith(root)) {
        return file(real, INDEX, info);
      }
    } catch (NoSuchFileException _) {
      // There is none: list.
    }
    String shown = names.isEmpty() ? "/" : "/" + String.join("/", names) + "/";
    return Listing.of(shown, files.list(path));
  }

  /// Built from names, not from what was sent: `//host` would lead elsewhere.
  private static Response redirect(Request request, List<String> names) {
    StringBuilder location = new StringBuilder("/");
    for (String name : names) {
      location.append(Page.encoded(name)).append('/');
    }
    String query = request.query();
    if (query != null) {
      location.append('?').append(query);
    }
    return Page.failure(
            Status.MOVED_PERMANENTLY, "This is a directory; its path ends with a slash.")
        .with("Location", location.toString());
  }

  private static Response notFound() {
    return Page.failure(Status.NOT_FOUND, "There is nothing here.");
  }
}
