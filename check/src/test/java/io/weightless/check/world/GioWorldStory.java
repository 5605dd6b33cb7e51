package io.weightless.check.world;

/// Coroutines on streams, under simulation.
final class GioWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new GioWorld(weather);
  }
}
