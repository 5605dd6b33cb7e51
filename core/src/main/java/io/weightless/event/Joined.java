package io.weightless.event;

/// Fired when somebody takes part in what goes on on a bus.
public record Joined(Object who) {}
