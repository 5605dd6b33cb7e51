package io.weightless.http.jdk;

import static io.weightless.http.Status.*;

import io.weightless.http.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Statuses by their codes, which is all that an application says.
final class Reasons {
  private static final Map<Integer, Status> KNOWN = new HashMap<>();

  static {
    List<Status> known =
        List.of(
            OK,
            CREATED,
            ACCEPTED,
            NO_CONTENT,
            PARTIAL_CONTENT,
            MOVED_PERMANENTLY,
            FOUND,
            SEE_OTHER,
            NOT_MODIFIED,
            TEMPORARY_REDIRECT,
            PERMANENT_REDIRECT,
            BAD_REQUEST,
            UNAUTHORIZED,
            FORBIDDEN,
            NOT_FOUND,
            METHOD_NOT_ALLOWED,
            NOT_ACCEPTABLE,
            REQUEST_TIMEOUT,
            CONFLICT,
            PRECONDITION_FAILED,
            CONTENT_TOO_LARGE,
            URI_TOO_LONG,
            UNSUPPORTED_MEDIA_TYPE,
            RANGE_NOT_SATISFIABLE,
            EXPECTATION_FAILED,
            MISDIRECTED_REQUEST,
            TOO_MANY_REQUESTS,
            HEAD_TOO_LARGE,
            INTERNAL_SERVER_ERROR,
            NOT_IMPLEMENTED,
            BAD_GATEWAY,
            SERVICE_UNAVAILABLE,
            VERSION_NOT_SUPPORTED);
    known.forEach(status -> KNOWN.put(status.code(), status));
  }

  private Reasons() {}

  /// @throws IllegalArgumentException for a code that no client would understand
  static Status of(int code) {
    Status known = KNOWN.get(code);
    return known == null ? new Status(code, "") : known;
  }
}
