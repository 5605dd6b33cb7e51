package io.weightless.http.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a watched reactor said, or why it said nothing.
///
/// @param value null for silence
/// @param silent why; null when there is a value
/// @param stack where whoever holds the reactor is, innermost call first
record Answer<T>(@Nullable T value, @Nullable String silent, List<String> stack) {
  static <T> Answer<T> of(T value) {
    return new Answer<>(value, null, List.of());
  }

  static <T> Answer<T> none(String why) {
    return new Answer<>(null, why, List.of());
  }
}
