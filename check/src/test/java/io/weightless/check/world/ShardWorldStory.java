package io.weightless.check.world;

/// Mailboxes between reactors, under simulation.
final class ShardWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new ShardWorld(weather);
  }
}
