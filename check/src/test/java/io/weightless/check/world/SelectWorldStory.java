package io.weightless.check.world;

/// Selects against their rules, under simulation.
final class SelectWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new SelectWorld(weather);
  }
}
