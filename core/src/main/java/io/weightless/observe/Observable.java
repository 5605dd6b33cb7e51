package io.weightless.observe;

/// A component that sends messages to whoever observes it: those below it in the [Tree].
///
/// ```java
/// private final Observers observers = new Observers();
///
/// @Override
/// public Observers observers() {
///   return observers;
/// }
/// ```
///
/// Only who sends need be one; who is last in a tree may be any object.
public interface Observable {
  /// Its own, and always the same.
  Observers observers();
}
