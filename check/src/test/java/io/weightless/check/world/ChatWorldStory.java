package io.weightless.check.world;

/// WebSocket clients and servers, under simulation.
final class ChatWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new ChatWorld(weather);
  }
}
