package io.weightless.http;

/// The name of something that a request carries along on its way to a handler: who asks, an id for
/// the log. Each one is like no other, whatever it is called.
///
/// ```java
/// static final Attribute<String> USER = new Attribute<>("user");
/// return next.handle(request.with(USER, name));
/// ```
///
/// @param <T> what stands behind it
@SuppressWarnings("UnusedTypeParameter") // it is for the compiler of those who ask
public final class Attribute<T> {
  private final String name;

  /// @param name for people
  public Attribute(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
