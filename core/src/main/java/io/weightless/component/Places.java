package io.weightless.component;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The places that are used by a component around all, and by those inside it, on any of their
/// threads.
final class Places implements AutoCloseable {
  private final Set<Place> used = new LinkedHashSet<>();

  /// Opens `place`, if it is not open.
  ///
  /// - **Waits**: until it is there.
  void open(Place place) {
    synchronized (used) {
      if (used.add(place)) {
        place.use();
      }
    }
    place.awaitOpen();
  }

  /// All that ran there has ended.
  ///
  /// - **Waits**: until all are closed that nobody else uses.
  @Override
  public void close() {
    @Nullable RuntimeException failure = null;
    for (Place place : all()) {
      try {
        place.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<Place> all() {
    synchronized (used) {
      return new ArrayList<>(used);
    }
  }
}
