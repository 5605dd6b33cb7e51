package io.weightless.observe;

/// What the code of a dispatcher does itself.
enum Flavour {
  /// Returns what the first one says that does not decline.
  FIRST,

  /// Tells all.
  EACH,

  /// Nothing: it leaves everything to its hop.
  ANSWER
}
