package io.weightless.check.world;

import io.weightless.component.Place;
import io.weightless.simulation.Simulation;
import java.time.Duration;
import java.util.List;

/// Components that are wired by chance, in pipelines and in others with passes, several to one and
/// one to several, at some places; some are supervised, and crash. They are wired anew and joined
/// by others while they run, and are ended in each way.
///
/// The oracle are laws of conservation, for each wire: what was sent is received at most once, in
/// order, and never when the send said that it was not. Unless somebody has left it all is
/// received, but what was discarded where an outlet led nowhere. Nobody is told that nobody
/// receives as long as one does. Each has ended as its script says, and nothing of it is left: no
/// task, no wire, no reactor.
final class ComponentWorld implements World {
  private static final int ROUNDS = 3;

  private final Weather weather;
  private final Tally tally =
      new Tally(
          "by_themselves",
          "drain",
          "late_drain",
          "abort",
          "cancel",
          "crash",
          "crashed",
          "restart",
          "leave",
          "nobody receives",
          "part aborted",
          "wire anew",
          "late part",
          "discarded",
          "elsewhere",
          "cut",
          "whole");

  ComponentWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    simulation.host("one", this::live).host("other", this::live).limit(Duration.ofHours(1));
  }

  private void live() {
    List<Place> places = List.of(Place.named("workshop"), Place.named("cellar"));
    for (int i = 0; i < ROUNDS; i++) {
      new TownLife(Script.of(weather), places, tally).run();
    }
  }
}
