package io.weightless.check.world;

/// Supervisors and children that fail, under simulation.
final class SupervisionWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new SupervisionWorld(weather);
  }
}
