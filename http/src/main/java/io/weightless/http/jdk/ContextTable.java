package io.weightless.http.jdk;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The contexts of one server. The one whose path is the longest beginning of a request's path
/// answers it; letter by letter, so `/foo` answers `/foobar` too, as the JDK has it.
///
/// Any thread may look and change; who looks does not wait.
final class ContextTable {
  /// Longest paths first; replaced as a whole, under this object's lock.
  private volatile List<PathContext> contexts = List.of();

  private @Nullable HttpServer server;

  /// Before anything else.
  void belongTo(HttpServer owner) {
    server = owner;
  }

  /// @throws IllegalArgumentException when the path does not begin with a slash, or has a context
  synchronized PathContext create(String path, @Nullable HttpHandler handler) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a context's path begins with a slash: \"" + path + "\"");
    }
    if (at(path) != null) {
      throw new IllegalArgumentException("there is a context already for " + path);
    }
    PathContext added = new PathContext(path, Objects.requireNonNull(server), handler);
    List<PathContext> changed = new ArrayList<>(contexts);
    int place = 0;
    while (place < changed.size() && changed.get(place).getPath().length() >= path.length()) {
      place++;
    }
    changed.add(place, added);
    contexts = List.copyOf(changed);
    return added;
  }

  /// @throws IllegalArgumentException when there is none
  synchronized void remove(String path) {
    PathContext context = at(Objects.requireNonNull(path));
    if (context == null) {
      throw new IllegalArgumentException("there is no context for " + path);
    }
    without(context);
  }

  /// @throws IllegalArgumentException when it is not one of these
  synchronized void remove(HttpContext context) {
    Objects.requireNonNull(context);
    PathContext known = at(context.getPath());
    if (known == null || known != context) {
      throw new IllegalArgumentException("this is no context of this server: " + context);
    }
    without(known);
  }

  private void without(PathContext context) {
    List<PathContext> changed = new ArrayList<>(contexts);
    changed.remove(context);
    contexts = List.copyOf(changed);
  }

  private @Nullable PathContext at(String path) {
    for (PathContext context : contexts) {
      if (context.getPath().equals(path)) {
        return context;
      }
    }
    return null;
  }

  /// The one that answers `path`; null if none does.
  @Nullable PathContext find(String path) {
    for (PathContext context : contexts) {
      if (path.startsWith(context.getPath())) {
        return context;
      }
    }
    return null;
  }
}
