package io.weightless.check.world;

/// The ends of shards, under simulation.
final class EndingWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new EndingWorld(weather);
  }
}
