package io.weightless.http;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Chooses what a client gets from what there is, by what it says it likes (RFC 9110, section
/// 12.5).
///
/// ```java
/// String type = Negotiation.required(request, "application/json", "text/html");
/// return Negotiation.vary(Response.of(type, ...), "Accept");
/// ```
///
/// Of those liked alike the first one that is offered is chosen; so is it for a client that says
/// nothing. What is malformed in a field does not count.
public final class Negotiation {
  private static final String VARY = "Vary";

  private Negotiation() {}

  /// The media type that the client likes best, by Accept: of the ranges that fit a type, the most
  /// special one tells how much it is liked.
  ///
  /// @param types with or without parameters, as they would stand in Content-Type
  /// @return one of `types`, or null if none is accepted
  public static @Nullable String best(Request request, String... types) {
    List<Preference> ranges = Preference.all(request.headers(), "Accept");
    return best(request, "Accept", List.of(types), type -> MediaRanges.weight(ranges, type));
  }

  /// The same, where nothing else would do.
  ///
  /// @throws BadRequest with a 406 if none is accepted
  public static String required(Request request, String... types) throws BadRequest {
    String best = best(request, types);
    if (best == null) {
      throw new BadRequest(Status.NOT_ACCEPTABLE, "there is only " + String.join(", ", types));
    }
    return best;
  }

  /// The language that the client likes best, by Accept-Language. A range fits what begins with it
  /// (RFC 4647, section 3.3.1: `de` fits `de-CH`), and where nothing else does, what it begins with
  /// (section 3.4: `de-CH` finds `de`).
  ///
  /// @param tags of languages
  /// @return one of `tags`, or null if none is accepted: then take the default
  public static @Nullable String language(Request request, String... tags) {
    List<Preference> ranges = Preference.all(request.headers(), "Accept-Language");
    return best(
        request, "Accept-Language", List.of(tags), tag -> LanguageRanges.weight(ranges, tag));
  }

  /// `response`, which says that it would be another for other values of the request's `field`
  /// (section 12.5.5).
  public static Response vary(Response response, String field) {
    Headers headers = response.headers();
    return variesBy(headers, field) ? response : response.with(VARY, field);
  }

  private static boolean variesBy(Headers headers, String field) {
    return headers.elements(VARY).stream()
        .anyMatch(name -> name.equals("*") || name.equalsIgnoreCase(field));
  }

  private static @Nullable String best(
      Request request, String field, List<String> offered, ToIntFunction<String> weight) {
    if (!request.headers().contains(field)) {
      return offered.isEmpty() ? null : offered.getFirst();
    }
    String best = null;
    int most = 0;
    for (String one : offered) {
      int present = weight.applyAsInt(one);
      if (present > most) {
        best = one;
        most = present;
      }
    }
    return best;
  }
}
