package io.weightless.http;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a representation, in bytes (RFC 9110, section 14).
///
/// @param first from 0
/// @param last the last that belongs to it, so it is never empty
record ByteRange(long first, long last) {
  /// How many one request can ask for; who asks for more gets the whole.
  static final int MOST = 64;

  private static final String UNIT = "bytes=";

  long length() {
    return last - first + 1;
  }

  /// The value of Content-Range.
  String of(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }

  /// The parts that a Range field asks for, in its order, cut to what there is; none if there is
  /// nothing of what it asks for; null if it does not count: it has another unit, is malformed,
  /// asks for more than [#MOST] parts, or for what can't be said as a part (the end of nothing).
  ///
  /// Parts that overlap become one, so that in all they are never more than the whole.
  ///
  /// @param size of the representation
  static @Nullable List<ByteRange> list(String value, long size) {
    if (!value.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
      return null;
    }
    List<ByteRange> ranges = new ArrayList<>();
    int asked = 0;
    for (String text : value.substring(UNIT.length()).split(",", -1)) {
      String spec = withoutBlanks(text);
      if (spec.isEmpty()) {
        continue;
      }
      asked++;
      Spec read = Spec.of(spec);
      if (read == null || asked > MOST || (size == 0 && read.isEnd())) {
        return null;
      }
      ByteRange range = read.in(size);
      if (range != null) {
        add(ranges, range);
      }
    }
    return asked == 0 ? null : ranges;
  }

  private static String withoutBlanks(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// Adds it; with those that it overlaps it becomes one, in the place of the first of them.
  private static void add(List<ByteRange> ranges, ByteRange added) {
    ByteRange all = added;
    int place = ranges.size();
    for (int i = ranges.size() - 1; i >= 0; i--) {
      ByteRange other = ranges.get(i);
      if (other.first <= all.last && all.first <= other.last) {
        all = new ByteRange(Math.min(other.first, all.first), Math.max(other.last, all.last));
        ranges.remove(i);
        place = i;
      }
    }
    ranges.add(place, all);
  }

  /// As it is asked for: `first-last`, `first-`, or `-length` for the end.
  private record Spec(long first, long last, long length) {
    /// What is not said.
    private static final long NONE = -1;

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    static @Nullable Spec of(String text) {
      int dash = text.indexOf('-');
      String first = dash < 0 ? "" : text.substring(0, dash);
      String last = text.substring(dash + 1);
      if (dash < 0 || !isDigits(first) || !isDigits(last) || text.length() == 1) {
        return null;
      }
      if (first.isEmpty()) {
        return new Spec(NONE, NONE, number(last));
      }
      if (last.isEmpty()) {
        return new Spec(number(first), Long.MAX_VALUE, NONE);
      }
      return isLess(last, first) ? null : new Spec(number(first), number(last), NONE);
    }

    /// Whether it asks for the end, and not for nothing.
    boolean isEnd() {
      return length > 0;
    }

    /// Null if nothing of it is there.
    @Nullable ByteRange in(long size) {
      if (length == NONE) {
        return first < size ? new ByteRange(first, Math.min(last, size - 1)) : null;
      }
      return length > 0 && size > 0 ? new ByteRange(Math.max(size - length, 0), size - 1) : null;
    }

    private static boolean isDigits(String text) {
      return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// What is too large for a number here is larger than every file, too.
    private static long number(String digits) {
      return new BigInteger(digits).min(LARGEST).longValue();
    }

    private static boolean isLess(String one, String other) {
      return new BigInteger(one).compareTo(new BigInteger(other)) < 0;
    }
  }
}
