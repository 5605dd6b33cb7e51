package io.weightless.http.cookie;

import io.weightless.http.Headers;
import io.weightless.http.Request;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cookies that came with a request, in the order in which they were sent.
///
/// ```java
/// String session = Cookies.of(request).first("session");
/// ```
///
/// Read as servers have to (RFC 6265, sections 4.2 and 5.4): a pair without `=` or without a name
/// is passed over, whatever else is in the field. Of values in quotes the quotes are taken off.
/// Where a name comes twice, the first one is of the longer path; who puts it there is not known,
/// so names that begin with `__Host-` are the ones to trust.
///
/// - **Limit**: that of the request's head.
public final class Cookies {
  private final List<Cookie> all;

  private Cookies(List<Cookie> all) {
    this.all = all;
  }

  public static Cookies of(Request request) {
    return of(request.headers());
  }

  public static Cookies of(Headers headers) {
    List<Cookie> all = new ArrayList<>();
    for (String field : headers.all("Cookie")) {
      for (String pair : field.split(";", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals).strip();
        if (!name.isEmpty()) {
          all.add(new Cookie(name, unquoted(pair.substring(equals + 1).strip())));
        }
      }
    }
    return new Cookies(List.copyOf(all));
  }

  private static String unquoted(String value) {
    boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  public List<Cookie> all() {
    return all;
  }

  /// The value of the first one of that name, exactly so written; null if there is none.
  public @Nullable String first(String name) {
    for (Cookie cookie : all) {
      if (cookie.name().equals(name)) {
        return cookie.value();
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
