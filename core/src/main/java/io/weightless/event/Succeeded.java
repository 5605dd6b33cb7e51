package io.weightless.event;

import java.util.List;

/// Fired when an event was handled and nobody failed, if somebody hears it.
///
/// @param results what those said that answered, in their order
public record Succeeded(Object event, List<?> results) implements News {
  public Succeeded {
    results = List.copyOf(results);
  }
}
