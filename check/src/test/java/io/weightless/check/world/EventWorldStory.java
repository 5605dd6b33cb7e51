package io.weightless.check.world;

/// Events, those who hear them and what they cause, under simulation.
final class EventWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new EventWorld(weather);
  }
}
