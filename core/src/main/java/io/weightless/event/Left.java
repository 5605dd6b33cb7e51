package io.weightless.event;

/// Fired when somebody has left, and hears nothing any more.
public record Left(Object who) {}
