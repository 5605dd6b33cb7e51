package io.weightless.http.jdk;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// What answers the requests below one path. Any thread may look and change.
final class PathContext extends HttpContext {
  private final String path;
  private final HttpServer server;
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final List<Filter> filters = new CopyOnWriteArrayList<>();
  private volatile @Nullable HttpHandler handler;
  private volatile @Nullable Authenticator authenticator;

  PathContext(String path, HttpServer server, @Nullable HttpHandler handler) {
    this.path = path;
    this.server = server;
    this.handler = handler;
  }

  @Override
  public @Nullable HttpHandler getHandler() {
    return handler;
  }

  @Override
  public void setHandler(HttpHandler only) {
    Objects.requireNonNull(only);
    if (handler != null) {
      throw new IllegalArgumentException("the context has a handler already: " + path);
    }
    handler = only;
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public HttpServer getServer() {
    return server;
  }

  @Override
  public Map<String, Object> getAttributes() {
    return attributes;
  }

  @Override
  public List<Filter> getFilters() {
    return filters;
  }

  @Override
  public @Nullable Authenticator setAuthenticator(@Nullable Authenticator next) {
    Authenticator before = authenticator;
    authenticator = next;
    return before;
  }

  @Override
  public @Nullable Authenticator getAuthenticator() {
    return authenticator;
  }

  @Override
  public String toString() {
    return "HttpContext[" + path + "]";
  }
}
