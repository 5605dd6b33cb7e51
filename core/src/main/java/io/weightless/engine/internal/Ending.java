package io.weightless.engine.internal;

/// Says why everything on a carrier has to end: asked at each wait once it is set.
public interface Ending {
  Error pending();
}
