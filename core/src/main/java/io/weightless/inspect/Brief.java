package io.weightless.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names and descriptions may be of any length; what is seen of them is not, for there may be one
/// for each of very many tasks.
final class Brief {
  /// Characters. More than these tell a reader nothing new.
  static final int LONGEST = 1_000;

  private Brief() {}

  /// `text`, or its beginning and an ellipsis.
  static String of(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    boolean isCutInTwo = Character.isHighSurrogate(text.charAt(LONGEST - 2));
    return text.substring(0, LONGEST - (isCutInTwo ? 2 : 1)) + "…";
  }

  static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : of(text);
  }

  static List<String> all(List<String> texts) {
    boolean isAnyLong = texts.stream().anyMatch(text -> text.length() > LONGEST);
    return isAnyLong ? texts.stream().map(Brief::of).toList() : List.copyOf(texts);
  }
}
