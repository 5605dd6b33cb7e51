package io.weightless.inspect;

import java.util.List;

/// What is open on a reactor: a service that its backend attaches, for [Snapshot]s.
@FunctionalInterface
public interface OpenStreams {
  /// All of them, in the order in which they were opened.
  List<SeenStream> now();
}
