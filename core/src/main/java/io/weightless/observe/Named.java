package io.weightless.observe;

/// A component with a name, for messages that are [addressed][Observers#named]. One that has
/// [Observers] can give the name to these instead.
public interface Named {
  /// Always the same.
  String name();
}
