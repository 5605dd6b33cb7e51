package io.weightless.observe;

import io.weightless.coroutine.Program;
import org.jspecify.annotations.Nullable;

/// What the tests send to programs.
interface Lines {
  Program<String, String, @Nullable String> of(String subject);

  /// Writes these and returns `result`.
  static Lines writing(@Nullable String result, String... lines) {
    return _ ->
        io -> {
          for (String line : lines) {
            io.write(line);
          }
          return result;
        };
  }

  static Lines declining() {
    return _ -> {
      throw new Decline();
    };
  }

  /// Writes these, and then it was not for this one.
  static Lines decliningAfter(String... lines) {
    return _ ->
        io -> {
          for (String line : lines) {
            io.write(line);
          }
          throw new Decline();
        };
  }
}
