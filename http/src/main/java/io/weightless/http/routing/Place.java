package io.weightless.http.routing;

import io.weightless.http.BadRequest;
import io.weightless.http.routing.PathPattern.Segment;
import org.jspecify.annotations.Nullable;

/// A node of the tree of paths: what is here, and what is below. It grows while its router is made,
/// and never changes after that.
final class Place {
  private final Children children = new Children();
  private @Nullable Place parameter;

  /// For the path that ends here.
  private @Nullable Resource here;

  /// For all that is below and not taken by another.
  private @Nullable Resource below;

  /// Adds a route, from the place of the path's first slash.
  void add(Route route) {
    Place at = this;
    for (Segment segment : route.pattern().segments()) {
      switch (segment.kind()) {
        case TEXT -> {
          if (segment.text().isEmpty() && route.isMount()) {
            continue;
          }
          at = at.children.at(segment.text());
        }
        case PARAMETER -> at = at.parameter();
        case REST -> {}
      }
    }
    at.take(route);
  }

  private void take(Route route) {
    if (route.isMount() || route.pattern().takesRest()) {
      below = Resource.with(below, route);
    }
    if (!route.pattern().takesRest()) {
      here = Resource.with(here, route);
    }
  }

  private Place parameter() {
    Place known = parameter;
    if (known == null) {
      known = new Place();
      parameter = known;
    }
    return known;
  }

  /// What the rest of a path leads to: by the text of each segment where that goes, else by a
  /// parameter, else by what takes all. No place is visited twice.
  ///
  /// @param at the slash before the next segment, or the end
  /// @throws BadRequest if a segment can't be decoded
  @Nullable Resource find(String target, int at, int end) throws BadRequest {
    if (at == end) {
      return here;
    }
    int from = at + 1;
    int to = Segments.end(target, from, end);
    Place child = child(target, from, to);
    Resource found = child == null ? null : child.find(target, to, end);
    if (found == null && parameter != null && from < to) {
      found = parameter.find(target, to, end);
    }
    return found == null ? below : found;
  }

  private @Nullable Place child(String target, int from, int to) throws BadRequest {
    if (Segments.isEncoded(target, from, to)) {
      String text = Segments.decoded(target, from, to);
      return children.find(text, 0, text.length());
    }
    return children.find(target, from, to);
  }
}
