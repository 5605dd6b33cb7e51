package io.weightless.http.routing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The paths of a route.
///
/// @param text as it was written
/// @param segments between the slashes; the last one is empty where the path ends with a slash
/// @param names of the parameters, in their order
record PathPattern(String text, List<Segment> segments, List<String> names) {
  /// What stands between two slashes.
  ///
  /// @param text to be met, or the parameter's name
  record Segment(Kind kind, String text) {}

  enum Kind {
    TEXT,
    PARAMETER,
    REST
  }

  private static final String REST_END = "...}";

  /// What ends a path, or has to be percent-encoded in one anyway, or begins a parameter.
  private static final String NEVER = "?#%{}";

  static PathPattern parse(String text) {
    if (!text.startsWith("/")) {
      throw fault(text, "it does not begin with a slash");
    }
    List<Segment> segments = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    String[] parts = text.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      Segment segment = segment(text, parts[i], i == parts.length - 1);
      segments.add(segment);
      if (segment.kind() != Kind.TEXT && !names.add(segment.text())) {
        throw fault(text, "it has two parameters called '" + segment.text() + "'");
      }
    }
    return new PathPattern(text, List.copyOf(segments), List.copyOf(names));
  }

  private static Segment segment(String pattern, String part, boolean isLast) {
    if (part.startsWith("{") && part.endsWith(REST_END)) {
      if (!isLast) {
        throw fault(pattern, part + " is not at its end");
      }
      return new Segment(Kind.REST, name(pattern, part, REST_END.length()));
    }
    if (part.startsWith("{") && part.endsWith("}")) {
      return new Segment(Kind.PARAMETER, name(pattern, part, 1));
    }
    checkText(pattern, part, isLast);
    return new Segment(Kind.TEXT, part);
  }

  private static String name(String pattern, String part, int end) {
    String name = part.substring(1, part.length() - end);
    boolean isName =
        !name.isEmpty() && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    if (!isName) {
      throw fault(pattern, part + " has no name of letters, digits and '_'");
    }
    return name;
  }

  private static void checkText(String pattern, String part, boolean isLast) {
    if (part.isEmpty() && !isLast) {
      throw fault(pattern, "it has an empty segment");
    }
    if (part.equals(".") || part.equals("..")) {
      throw fault(pattern, "it has the segment '" + part + "', which no request can have");
    }
    if (part.chars().anyMatch(c -> NEVER.indexOf(c) >= 0)) {
      throw fault(pattern, "segments are plain text or {name}, not '" + part + "'");
    }
  }

  private static IllegalArgumentException fault(String pattern, String why) {
    return new IllegalArgumentException("'" + pattern + "' is no pattern of a path: " + why);
  }

  boolean takesRest() {
    return segments.getLast().kind() == Kind.REST;
  }

  boolean endsWithSlash() {
    return segments.getLast().text().isEmpty();
  }

  @Override
  public String toString() {
    return text;
  }
}
