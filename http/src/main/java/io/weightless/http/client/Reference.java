package io.weightless.http.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a reference leads that stands in the answer to a request (RFC 3986, section 5.2).
///
/// Not by the platform's `resolve`, which follows an older standard: it loses the last segment in
/// front of a query, leads above the root, and joins slashes.
final class Reference {
  private Reference() {}

  /// @param base of http or https
  /// @return with the fragment of `base` if it has none (RFC 9110, section 10.2.2)
  static URI resolved(URI base, URI reference) {
    if (reference.isAbsolute()) {
      boolean isPlace = reference.getRawAuthority() != null;
      return isPlace ? at(base, reference.getScheme(), reference) : reference;
    }
    return at(base, base.getScheme(), reference);
  }

  private static URI at(URI base, String scheme, URI reference) {
    String fragment = reference.getRawFragment();
    StringBuilder text = new StringBuilder(scheme).append("://");
    if (reference.getRawAuthority() != null) {
      text.append(reference.getRawAuthority()).append(withoutDots(reference.getRawPath()));
      append(text, '?', reference.getRawQuery());
    } else {
      text.append(base.getRawAuthority());
      text.append(withoutDots(merged(base.getRawPath(), reference.getRawPath())));
      boolean isSame = reference.getRawPath().isEmpty() && reference.getRawQuery() == null;
      append(text, '?', isSame ? base.getRawQuery() : reference.getRawQuery());
    }
    append(text, '#', fragment == null ? base.getRawFragment() : fragment);
    return URI.create(text.toString());
  }

  private static void append(StringBuilder text, char mark, @Nullable String part) {
    if (part != null) {
      text.append(mark).append(part);
    }
  }

  private static String merged(String base, String path) {
    if (path.isEmpty()) {
      return base;
    }
    return path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
  }

  /// Section 5.2.4; what is above the root is the root.
  private static String withoutDots(String path) {
    if (path.isEmpty()) {
      return path;
    }
    List<String> kept = new ArrayList<>();
    boolean isWithin = false; // what ends with dots is a directory
    for (String segment : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
      isWithin = segment.equals(".") || segment.equals("..");
      if (!isWithin) {
        kept.add(segment);
      } else if (segment.equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
    }
    return "/" + String.join("/", kept) + (isWithin && !kept.isEmpty() ? "/" : "");
  }
}
