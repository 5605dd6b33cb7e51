package io.weightless.check.world;

/// Pipelines of coroutines between streams, under simulation.
final class PipelineWorldStory extends WorldStory {
  @Override
  World world(Weather weather) {
    return new PipelineWorld(weather);
  }
}
