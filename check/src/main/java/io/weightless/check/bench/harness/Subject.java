package io.weightless.check.bench.harness;

import java.io.IOException;
import java.util.List;

/// One contender of a contest; what it needs is running when the contest starts.
public interface Subject {

  /// The name of our own subject, against which each ratio is taken.
  String OURS = "weightless";

  /// Ours, without the places where one could look inside: what these cost while nobody does.
  String UNWATCHED = OURS + "-unwatched";

  List<String> UNWATCHED_FLAGS = List.of("-Dweightless.unwatched=true");

  /// One word, without blanks, so that a row can be split by a script.
  String name();

  /// Brings it to its usual speed; called once, before the first round.
  void warmUp(Settings settings) throws IOException, InterruptedException;

  /// One round.
  ///
  /// @throws IOException if this subject cannot go on; it is left out of the contest
  Sample measure(Settings settings) throws IOException, InterruptedException;
}
