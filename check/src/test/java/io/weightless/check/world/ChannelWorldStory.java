package io.weightless.check.world;

/// Channels against their rules, under simulation.
final class ChannelWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new ChannelWorld(weather);
  }
}
