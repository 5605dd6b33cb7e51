package io.weightless.http;

import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.Files;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Serves the files below one directory, and nothing else: a path can't lead out of it, and neither
/// can a link. Directories show their `index.html`, or else a listing, also of what begins with a
/// dot.
///
/// - **Conditions and parts**: as RFC 9110, sections 13 and 14, by a strong ETag and Last-Modified.
///   The tag is made of time and size, so a file that is changed and keeps both keeps its tag.
/// - **Codings**: where `name.br` or `name.gz` lies beside `name`, a client that accepts it gets it
///   instead, with the type of `name`; not one that is older than `name` by more than a second.
/// - **Limit**: 64 parts in one response; whoever asks for more gets the whole.
/// - **Waits**: never, but each look at the disk holds the loop.
public final class StaticFiles implements Handler {
  private static final String INDEX = "index.html";
  private static final List<Coding> CODINGS = List.of(Coding.values());
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
    List<String> names = path.isDirectory() ? index(path) : path.names();
    Path place = tree.place(names);
    FileSource straight = place == null ? null : files.openStraight(place);
    if (place != null && straight != null) {
      return file(request, names.getLast(), place, straight);
    }
    Path real = tree.find(path.names());
    return path.isDirectory() ? directory(request, path, real) : file(request, path, real);
  }

  private Response file(Request request, FilePath path, Path real) throws IOException {
    FileSource source = opened(real);
    return source == null
        ? redirect(request, path)
        : file(request, path.names().getLast(), real, source);
  }

  private Response directory(Request request, FilePath path, Path real) throws IOException {
    if (files.info(real).kind() != FileInfo.Kind.DIRECTORY) {
      throw new NoSuchFileException(real.toString());
    }
    Path index = linkedIndex(path);
    FileSource source = index == null ? null : opened(index);
    return index == null || source == null
        ? Listing.of(path.shown(), files.list(real))
        : file(request, INDEX, index, source);
  }

  private static List<String> index(FilePath directory) {
    List<String> names = new ArrayList<>(directory.names());
    names.add(INDEX);
    return names;
  }

  /// Null if there is none for us.
  private @Nullable Path linkedIndex(FilePath directory) throws IOException {
    try {
      return tree.find(index(directory));
    } catch (NoSuchFileException | AccessDeniedException _) {
      return null;
    }
  }

  /// What is at `path`; null if it is a directory. Files are opened first: what can't be read has
  /// no response that depends on conditions, and what is said is said of what was opened.
  private @Nullable FileSource opened(Path path) throws IOException {
    try {
      return files.open(path, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException failure) {
      return switch (files.info(path).kind()) {
        case FILE -> throw failure;
        case DIRECTORY -> null;
        case LINK, OTHER -> throw new AccessDeniedException(path.toString(), null, "is not a file");
      };
    }
  }

  /// @param name by which it was asked for
  private Response file(Request request, String name, Path path, FileSource source)
      throws IOException {
    Response response =
        answered(
            source,
            () -> {
              Instant now = Reactor.current().clock().now();
              List<Representation> all = representations.of(path, name, source.info(), now);
              Response coded = all.size() > 1 ? coded(request, all, now) : null;
              return coded == null
                  ? new FileAnswer(request, all.getFirst(), source, now).response()
                  : coded;
            });
    return Objects.requireNonNull(response);
  }

  /// The best coded one that the client accepts; null if there is none for us.
  private @Nullable Response coded(Request request, List<Representation> all, Instant now)
      throws IOException {
    for (Coding coding : AcceptEncoding.of(request.headers()).inOrder(CODINGS, Coding::token)) {
      for (Representation file : all) {
        Response response = file.coding() == coding ? coded(request, file, now) : null;
        if (response != null) {
          return response;
        }
      }
    }
    return null;
  }

  /// Null if it is not for us, or gone, or another since it was looked at.
  private @Nullable Response coded(Request request, Representation file, Instant now)
      throws IOException {
    FileSource source;
    try {
      source = files.open(tree.inside(file.path()), LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException _) {
      return null;
    }
    return answered(
        source,
        () ->
            file.isStill(source.info())
                ? new FileAnswer(request, file, source, now).response()
                : null);
  }

  /// Closes `source`, unless it becomes the response's.
  private static @Nullable Response answered(FileSource source, Answer answer) throws IOException {
    Response response = null;
    try {
      response = answer.response();
      return response;
    } finally {
      if (response == null || !holds(response.body(), source)) {
        source.close();
      }
    }
  }

  private interface Answer {
    @Nullable Response response() throws IOException;
  }

  private static boolean holds(Body body, FileSource source) {
    return switch (body) {
      case Body.None _, Body.Bytes _, Body.Tunnel _ -> false;
      case Body.FileRegion region -> region.file() == source;
      case Body.Streamed parts -> parts.held() == source;
    };
  }

  /// Built from names, not from what was sent: `//host` would lead elsewhere.
  private static Response redirect(Request request, FilePath path) {
    String query = request.query();
    return Page.failure(
            Status.MOVED_PERMANENTLY, "This is a directory; its path ends with a slash.")
        .with("Location", request.prefix() + path.encoded() + (query == null ? "" : "?" + query));
  }
}
