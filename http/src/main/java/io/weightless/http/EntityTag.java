package io.weightless.http;

import io.weightless.net.FileInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a representation is told apart by (RFC 9110, section 8.8.3).
///
/// @param isWeak whether it stays the same through changes that mean little
/// @param opaque what stands between the quotes
record EntityTag(boolean isWeak, String opaque) {
  /// The strong tag of a file, of the time of its last change, in nanoseconds, and its size.
  ///
  /// It tells apart all that the time does. A file that is changed twice within one tick of the
  /// system's clock (up to 4 ms), and has the same size after both, or whose time was set back,
  /// keeps its tag; to know better, one would have to read it.
  ///
  /// @param coding what its name says of how it is coded; a coded file must not share a tag with
  ///   its original
  static EntityTag of(FileInfo file, String coding) {
    Instant modified = file.modified();
    StringBuilder opaque = new StringBuilder(40);
    opaque.append(Long.toHexString(modified.getEpochSecond())).append('.');
    opaque.append(Integer.toHexString(modified.getNano())).append('-');
    opaque.append(Long.toHexString(file.size())).append(coding);
    return new EntityTag(false, opaque.toString());
  }

  /// The tags in a field value, which is a list of them; null if it is something else.
  static @Nullable List<EntityTag> list(String value) {
    List<EntityTag> tags = new ArrayList<>();
    int at = skip(value, 0, " \t,");
    while (at < value.length()) {
      boolean weak = value.startsWith("W/", at);
      int start = weak ? at + 2 : at;
      int end = value.indexOf('"', start + 1);
      if (end < 0 || value.charAt(start) != '"' || hasStray(value, start, end)) {
        return null;
      }
      tags.add(new EntityTag(weak, value.substring(start + 1, end)));
      at = skip(value, end + 1, " \t");
      if (at < value.length() && value.charAt(at) != ',') {
        return null;
      }
      at = skip(value, at, " \t,");
    }
    return tags;
  }

  /// Strong comparison: byte for byte the same.
  boolean isSameAs(EntityTag other) {
    return !isWeak && equals(other);
  }

  /// Weak comparison: one does for the other.
  boolean isLike(EntityTag other) {
    return opaque.equals(other.opaque);
  }

  /// As it is sent.
  @Override
  public String toString() {
    return (isWeak ? "W/\"" : "\"") + opaque + '"';
  }

  private static int skip(String value, int start, String skipped) {
    int at = start;
    while (at < value.length() && skipped.indexOf(value.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean hasStray(String value, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
