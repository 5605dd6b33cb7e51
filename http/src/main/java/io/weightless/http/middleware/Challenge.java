package io.weightless.http.middleware;

import io.weightless.http.Headers;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.internal.wire.Characters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server asks of who has not shown who it is, and what it gets (RFC 9110, section 11).
///
/// @param scheme such as `Basic`
/// @param parameters of the challenge, beginning with the realm
record Challenge(String scheme, String parameters) {
  private static final String FIELD = "WWW-Authenticate";

  /// @throws IllegalArgumentException if the realm can't be sent
  static Challenge of(String scheme, String realm) {
    if (!Characters.isFieldValue(realm)) {
      throw new IllegalArgumentException("not a realm that can be sent: \"" + realm + "\"");
    }
    String quoted = realm.replace("\\", "\\\\").replace("\"", "\\\"");
    return new Challenge(scheme, "realm=\"" + quoted + "\"");
  }

  Challenge and(String more) {
    return new Challenge(scheme, parameters + ", " + more);
  }

  /// The credentials of this scheme in a request; null if there is none.
  ///
  /// @return what stands behind the scheme, perhaps nothing
  @Nullable String credentials(Headers headers) {
    List<String> all = headers.all("Authorization");
    String value = all.size() == 1 ? all.getFirst() : ""; // of two, somebody could see another one
    boolean isOurs =
        value.regionMatches(true, 0, scheme, 0, scheme.length())
            && (value.length() == scheme.length() || value.charAt(scheme.length()) == ' ');
    return isOurs ? value.substring(scheme.length()).strip() : null;
  }

  /// The 401 that says what is asked for (RFC 9110, section 15.5.2).
  Response response() {
    return response(Status.UNAUTHORIZED);
  }

  Response response(Status status) {
    return Response.text(status, status + "\n").with(FIELD, scheme + " " + parameters);
  }
}
