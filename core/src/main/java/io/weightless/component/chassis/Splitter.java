package io.weightless.component.chassis;

/// Sends each value to all its outlets.
///
/// - **Order**: to each outlet as received. One that is added while it runs gets what comes from
///   then on.
/// - **Waits**: while one of the receivers has no room: the slowest holds up all. What comes while
///   an outlet leads nowhere is lost for it, and for nobody else.
/// - **Ending**: see [FanOut].
///
/// From Kamaelia's Splitter, and its Plug.
///
/// @param <T> what comes in, and goes out
public final class Splitter<T> extends FanOut<T> {
  public Splitter() {}

  @Override
  void divide() {
    for (T value : in) {
      outlets.sendAll(value);
      if (outlets.isEmpty()) {
        return;
      }
    }
  }
}
