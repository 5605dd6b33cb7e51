package io.weightless.event;

/// Fired when an event was handled, and so was all that it has caused, if somebody hears it.
public record Completed(Object event) implements News {}
