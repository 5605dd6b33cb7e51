package io.weightless.http;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The methods that a resource permits, and the answer to all others.
///
/// Whoever permits GET permits HEAD, too; what OPTIONS asks is known here, so nobody has to permit
/// it (RFC 9110, sections 9.1, 9.3.7 and 10.2.1).
public final class Allow {
  private static final Set<Method> KNOWN =
      Set.of(
          Method.GET,
          Method.HEAD,
          Method.POST,
          Method.PUT,
          Method.DELETE,
          Method.OPTIONS,
          Method.PATCH,
          Method.TRACE,
          Method.CONNECT);

  private final Set<Method> permitted;
  private final String field;

  private Allow(Set<Method> permitted) {
    Set<Method> said = new LinkedHashSet<>(permitted);
    said.add(Method.OPTIONS);
    this.permitted = Collections.unmodifiableSet(permitted);
    this.field = said.stream().map(Method::name).collect(Collectors.joining(", "));
  }

  /// Permits `methods`, and HEAD where there is GET.
  public static Allow of(Method... methods) {
    Set<Method> permitted = new LinkedHashSet<>();
    for (Method method : methods) {
      permitted.add(method);
      if (method.equals(Method.GET)) {
        permitted.add(Method.HEAD);
      }
    }
    return new Allow(permitted);
  }

  /// Whether a request with `method` is for the resource to answer.
  public boolean permits(Method method) {
    return permitted.contains(method);
  }

  /// The response to a method that is not permitted: to OPTIONS 204 with what is; to one of the
  /// constants of [Method] 405, and to any other 501.
  ///
  /// @throws IllegalArgumentException if it is permitted
  public Response answer(Method method) {
    if (permits(method)) {
      throw new IllegalArgumentException(method + " is permitted: " + this);
    }
    if (method.equals(Method.OPTIONS)) {
      return Response.of(Status.NO_CONTENT).with("Allow", field);
    }
    Status status = KNOWN.contains(method) ? Status.METHOD_NOT_ALLOWED : Status.NOT_IMPLEMENTED;
    Response response = Response.text(status, status + ": this allows " + field + "\n");
    return status.equals(Status.METHOD_NOT_ALLOWED) ? response.with("Allow", field) : response;
  }

  /// The value of the field: `GET, HEAD, OPTIONS`.
  @Override
  public String toString() {
    return field;
  }
}
