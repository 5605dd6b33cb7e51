package io.weightless.check.world;

/// Components that somebody else wires, under simulation.
final class ComponentWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new ComponentWorld(weather);
  }
}
