package io.weightless.check.world;

/// The HTTP server and raw clients, under simulation.
final class HttpWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new HttpWorld(weather);
  }
}
