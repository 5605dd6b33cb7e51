package io.weightless.observe;

import org.jspecify.annotations.Nullable;

/// What the tests call.
interface Shelf {
  @Nullable String get(String key);

  /// One that has everything.
  static Shelf saying(String prefix) {
    return key -> prefix + key;
  }

  static Shelf declining() {
    return _ -> {
      throw new Decline();
    };
  }
}
