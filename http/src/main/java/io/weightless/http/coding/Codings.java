package io.weightless.http.coding;

import io.weightless.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The codings that one side knows, the best liked first. Immutable.
public final class Codings {
  private static final String FIELD = "Content-Encoding";
  private static final String IDENTITY = "identity";

  private final List<ContentCoding> all;

  private Codings(List<ContentCoding> all) {
    this.all = all;
  }

  public static Codings of(ContentCoding... codings) {
    return new Codings(List.of(codings));
  }

  /// Those of the JDK: gzip and deflate.
  public static Codings standard() {
    return of(ContentCoding.gzip(), ContentCoding.deflate());
  }

  /// Those that the class path offers as services and that work here, in the order in which it
  /// does, and [#standard].
  ///
  /// - **Cost**: a look at the class path; keep it.
  public static Codings installed() {
    List<ContentCoding> found = new ArrayList<>();
    for (ContentCoding offered : ServiceLoader.load(ContentCoding.class)) {
      if (offered.isAvailable()) {
        found.add(offered);
      }
    }
    found.addAll(standard().all);
    return new Codings(List.copyOf(found));
  }

  public List<ContentCoding> all() {
    return all;
  }

  /// Their names, as a value for Accept-Encoding.
  public String names() {
    return all.stream().map(ContentCoding::name).collect(Collectors.joining(", "));
  }

  /// What Content-Encoding says was applied to a body, in that order; `identity` is nothing.
  ///
  /// @return null if it is something that is not known here
  public @Nullable List<ContentCoding> applied(Headers headers) {
    List<ContentCoding> applied = new ArrayList<>();
    for (String member : headers.elements(FIELD)) {
      String name = member.toLowerCase(Locale.ROOT);
      if (!name.equals(IDENTITY)) {
        ContentCoding coding = find(name);
        if (coding == null) {
          return null;
        }
        applied.add(coding);
      }
    }
    return applied;
  }

  /// @param name in lower case
  private @Nullable ContentCoding find(String name) {
    for (ContentCoding coding : all) {
      if (coding.name().equals(name) || coding.aliases().contains(name)) {
        return coding;
      }
    }
    return null;
  }
}
