package io.weightless.check.world;

/// What is to be seen of a reactor against what is there, under simulation.
final class SightWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new SightWorld(weather);
  }
}
