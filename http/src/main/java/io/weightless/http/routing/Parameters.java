package io.weightless.http.routing;

import io.weightless.http.Attribute;
import io.weightless.http.BadRequest;
import io.weightless.http.Request;
import io.weightless.http.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the parameters of a route took from the path of a request, percent-decoded.
///
/// ```java
/// get("/users/{id}/photos/{name}", request -> {
///   Parameters path = Parameters.of(request);
///   return photo(path.number("id"), path.get("name"));
/// });
/// ```
///
/// What is mounted sees those of its prefix, too; its own hide them where they are called the same.
public final class Parameters {
  static final Attribute<Parameters> OF_REQUEST = new Attribute<>("parameters");

  private static final Parameters NONE = new Parameters(List.of(), new String[0], List.of(), null);

  private final List<String> names;

  /// Of all but a rest, which is the last one.
  private final String[] values;

  private final List<String> rest;

  private final @Nullable Parameters outer;

  /// @param values which becomes its own
  /// @param rest if there is one more name than values
  Parameters(List<String> names, String[] values, List<String> rest, @Nullable Parameters outer) {
    this.names = names;
    this.values = values;
    this.rest = rest;
    this.outer = outer;
  }

  /// Those of the route that `request` took; none if it took none.
  public static Parameters of(Request request) {
    Parameters known = request.get(OF_REQUEST);
    return known == null ? NONE : known;
  }

  /// What `name` took: of one segment never empty, perhaps with a slash in it that was encoded; of
  /// a rest its segments with slashes between them. No segment is `.` or `..`.
  ///
  /// @throws IllegalArgumentException if the route has no such parameter
  public String get(String name) {
    Parameters having = having(name);
    int index = having.names.indexOf(name);
    return index < having.values.length ? having.values[index] : String.join("/", having.rest);
  }

  /// The segments that `name` took, at least one; those of a rest may be empty.
  ///
  /// @throws IllegalArgumentException if the route has no such parameter
  public List<String> segments(String name) {
    Parameters having = having(name);
    int index = having.names.indexOf(name);
    return index < having.values.length ? List.of(having.values[index]) : having.rest;
  }

  private Parameters having(String name) {
    for (Parameters at = this; at != null; at = at.outer) {
      if (at.names.contains(name)) {
        return at;
      }
    }
    throw new IllegalArgumentException("the route has no parameter '" + name + "', but " + this);
  }

  /// What `name` took, as a whole number in decimal.
  ///
  /// @throws BadRequest with a 404 if it is none, or does not fit: there can't be such a place
  /// @throws IllegalArgumentException if the route has no such parameter
  public long number(String name) throws BadRequest {
    String text = get(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new BadRequest(Status.NOT_FOUND, "the " + name + " in the path is not a number");
    }
  }

  /// For people: `{id=7, rest=[a, b]}`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Parameters at = this; at != null; at = at.outer) {
      for (int i = 0; i < at.names.size(); i++) {
        text.append(text.isEmpty() ? "" : ", ").append(at.names.get(i)).append('=');
        text.append(i < at.values.length ? at.values[i] : at.rest);
      }
    }
    return "{" + text + "}";
  }
}
