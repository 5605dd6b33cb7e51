package io.weightless.http.admin;

/// What a watched reactor is asked.
@FunctionalInterface
interface Question<T> {
  /// - **Runs on**: that reactor, as a callback.
  T answer(Lens lens);
}
