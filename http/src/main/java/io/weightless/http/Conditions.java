package io.weightless.http;

import io.weightless.http.internal.wire.HttpDate;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a request to read makes its answer depend on (RFC 9110, section 13).
///
/// A field that can't be read is taken so that nothing is lost by it: a tag that is none matches
/// nothing, a date that is none is not there.
///
/// @param request the fields of a GET or HEAD
/// @param current what the answer would be about
/// @param now for dates with half a year
record Conditions(Headers request, Validators current, Instant now) {
  enum Verdict {
    /// The request is to be done as if it had no conditions.
    HOLD,

    /// The client has it already: 304.
    NOT_MODIFIED,

    /// It is not what the client thinks: 412.
    FAILED
  }

  /// In the order of section 13.2.2. A date counts only where there are no tags.
  Verdict verdict() {
    if (request.contains("If-Match")) {
      if (!names("If-Match", current.tag()::isSameAs)) {
        return Verdict.FAILED;
      }
    } else if (isModifiedSince("If-Unmodified-Since", false)) {
      return Verdict.FAILED;
    }
    if (request.contains("If-None-Match")) {
      return names("If-None-Match", current.tag()::isLike) ? Verdict.NOT_MODIFIED : Verdict.HOLD;
    }
    return isModifiedSince("If-Modified-Since", true) ? Verdict.HOLD : Verdict.NOT_MODIFIED;
  }

  /// Whether a part can be sent (If-Range, section 13.1.5): when the client does not care, or has
  /// the other parts of just this. A date must be the very one; that it was the last change in its
  /// second is for the client to know, from the Date that came with it.
  boolean permitParts() {
    List<String> values = request.all("If-Range");
    if (values.isEmpty()) {
      return true;
    }
    if (values.size() > 1) {
      return false;
    }
    String value = values.getFirst();
    if (value.indexOf('"') >= 0) {
      List<EntityTag> tags = EntityTag.list(value);
      return tags != null && tags.size() == 1 && current.tag().isSameAs(tags.getFirst());
    }
    Instant date = HttpDate.parse(value, now);
    return current.isModifiedExact() && current.modified().equals(date);
  }

  private boolean names(String field, Predicate<EntityTag> matches) {
    String value = String.join(",", request.all(field));
    if (value.equals("*")) {
      return true;
    }
    List<EntityTag> tags = EntityTag.list(value);
    return tags != null && tags.stream().anyMatch(matches);
  }

  /// @param otherwise what to answer when the field has no date
  private boolean isModifiedSince(String field, boolean otherwise) {
    Instant date = date(field);
    return date == null ? otherwise : current.modified().isAfter(date);
  }

  private @Nullable Instant date(String field) {
    List<String> values = request.all(field);
    return values.size() == 1 ? HttpDate.parse(values.getFirst(), now) : null;
  }
}
