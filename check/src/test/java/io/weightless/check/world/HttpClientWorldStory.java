package io.weightless.check.world;

/// HTTP clients and servers, under simulation.
final class HttpClientWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new HttpClientWorld(weather);
  }
}
