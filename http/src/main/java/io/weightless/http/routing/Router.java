package io.weightless.http.routing;

import io.weightless.http.Allow;
import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Method;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.internal.wire.Target;
import io.weightless.http.routing.PathPattern.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hands each request to the handler whose [Route] it takes; immutable.
///
/// ```java
/// import static io.weightless.http.routing.Route.*;
///
/// Handler users = Router.of(get("/", this::list), get("/{id}", this::show));
/// Handler site =
///     Router.of(
///         get("/", _ -> Response.ok("welcome")),
///         post("/orders", this::order).in(authentication),
///         mount("/users", users.in(authentication)),
///         mount("/docs/", StaticFiles.below(docs)));
/// ```
///
/// - **Order**: that of the routes does not matter. The path decides first, segment by segment from
///   the left: one that is written out goes before a parameter, and a parameter before what takes
///   the rest, a mounted handler, too; where one leads nowhere the next is tried. Then the method
///   decides. Routes that take the same of both are refused when the router is made.
/// - **Paths**: each segment is decoded by itself, so an encoded slash does not separate. An empty
///   segment is never a parameter. A segment `.` or `..`, however encoded, is a 400, as is one that
///   is not UTF-8.
/// - **A slash at the end counts**: `/users` and `/users/` are two paths. Only [Route#mount] is for
///   both.
/// - **Otherwise**: no such path is a 404; to a method that none of its routes takes the answer is
///   that of [Allow]: to OPTIONS 204 and to others 405 with the Allow field (RFC 9110, sections
///   9.3.7 and 15.5.6). HEAD is answered by the route of GET (section 9.3.2). A target that is no
///   path, `*` or that of CONNECT, is answered with the methods of all routes.
/// - **Cost**: a look at each character of the path, and no more for many routes; where routes
///   overlap, at most one visit to each segment of them. It makes nothing but the parameters.
public final class Router implements Handler {
  private static final Response NOWHERE =
      Response.text(Status.NOT_FOUND, Status.NOT_FOUND + ": there is nothing at this path\n");

  private final Place root;
  private final Allow everywhere;

  private Router(Place root, Allow everywhere) {
    this.root = root;
    this.everywhere = everywhere;
  }

  /// One of these routes.
  ///
  /// @throws IllegalArgumentException if two of them can't be told apart
  public static Router of(Route... routes) {
    return of(List.of(routes));
  }

  /// One of these routes.
  ///
  /// @throws IllegalArgumentException if two of them can't be told apart
  public static Router of(List<Route> routes) {
    Place root = new Place();
    Set<Method> methods = new LinkedHashSet<>();
    for (Route route : routes) {
      root.add(route);
      Method method = route.method();
      if (method != null && !method.equals(Method.OPTIONS) && !method.equals(Method.CONNECT)) {
        methods.add(method);
      }
    }
    return new Router(root, Allow.of(methods.toArray(new Method[0])));
  }

  @Override
  public Response handle(Request request) throws Exception {
    String target = request.target();
    int start = Target.start(target);
    if (start < 0) {
      return everywhere.answer(request.method());
    }
    int end = pathEnd(target, start);
    if (start == end) { // of a whole URL, where the path is that of the root
      return handle(request.withTarget(target.substring(0, end) + "/" + target.substring(end)));
    }
    Segments.checkDots(target, start, end);
    Resource found = root.find(target, start, end);
    if (found == null) {
      return NOWHERE;
    }
    Route route = found.route(request.method());
    return route == null ? found.refusal(request) : hand(request, route, start, end);
  }

  private static Response hand(Request request, Route route, int start, int end) throws Exception {
    String target = request.target();
    PathPattern pattern = route.pattern();
    if (!route.isMount()) {
      return route.handler().handle(with(request, parameters(request, pattern, start, end)));
    }
    int cut = behind(pattern, target, start, end);
    if (cut == end && pattern.endsWithSlash()) {
      return moved(request, target.substring(start, end) + "/" + target.substring(end));
    }
    Request whole = with(request, parameters(request, pattern, start, end));
    String rest = (cut == end ? "/" : "") + target.substring(cut);
    return route
        .handler()
        .handle(whole.below(target.substring(start, cut), target.substring(0, start) + rest));
  }

  private static Request with(Request request, @Nullable Parameters parameters) {
    return parameters == null ? request : request.with(Parameters.OF_REQUEST, parameters);
  }

  /// Null if the pattern has none.
  private static @Nullable Parameters parameters(
      Request request, PathPattern pattern, int start, int end) throws BadRequest {
    if (pattern.names().isEmpty()) {
      return null;
    }
    String target = request.target();
    int count = pattern.names().size() - (pattern.takesRest() ? 1 : 0);
    String[] values = new String[count];
    List<String> rest = List.of();
    int known = 0;
    int from = start + 1;
    for (Segment segment : pattern.segments()) {
      int to = Segments.end(target, from, end);
      switch (segment.kind()) {
        case TEXT -> {}
        case PARAMETER -> values[known++] = Segments.decoded(target, from, to);
        case REST -> rest = rest(target, from, end);
      }
      from = to + 1;
    }
    Parameters outer = request.get(Parameters.OF_REQUEST);
    return new Parameters(pattern.names(), values, rest, outer);
  }

  private static List<String> rest(String target, int start, int end) throws BadRequest {
    List<String> segments = new ArrayList<>();
    for (int from = start; from <= end; ) {
      int to = Segments.end(target, from, end);
      segments.add(Segments.decoded(target, from, to));
      from = to + 1;
    }
    return List.copyOf(segments);
  }

  /// Where the prefix of a mount ends in a target: at a slash, or at the end of the path.
  private static int behind(PathPattern prefix, String target, int start, int end) {
    int at = start;
    for (Segment segment : prefix.segments()) {
      if (!segment.text().isEmpty()) {
        at = Segments.end(target, at + 1, end);
      }
    }
    return at;
  }

  /// The path has no empty segment in front, so it does not lead to another host.
  private static Response moved(Request request, String target) {
    return Response.text(
            Status.PERMANENT_REDIRECT, "this is a directory; its path ends with a slash\n")
        .with("Location", request.prefix() + target);
  }

  private static int pathEnd(String target, int start) {
    int question = target.indexOf('?', start);
    return question < 0 ? target.length() : question;
  }
}
