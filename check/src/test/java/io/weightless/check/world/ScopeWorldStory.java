package io.weightless.check.world;

/// Scopes against their rules, under simulation.
final class ScopeWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new ScopeWorld(weather);
  }
}
